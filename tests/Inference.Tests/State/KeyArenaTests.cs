using CsCheck;
using Streaming.Inference.State;

namespace Streaming.Inference.Tests.State;

public sealed class KeyArenaTests
{
    [Fact]
    public void Keys_stay_what_they_were_while_others_come_and_go() =>
        Gen.Select(Gen.Int[0, KeyArena.MaxKeyLength], Gen.Bool).Array[1, 300].Sample(steps =>
        {
            var arena = new KeyArena();
            var held = new List<(uint Block, byte[] Key)>();
            foreach (var (length, adds) in steps)
            {
                if (adds || held.Count == 0)
                {
                    var key = new byte[length];
                    key.AsSpan().Fill((byte)held.Count);
                    held.Add((arena.Add(key), key));
                }
                else
                {
                    arena.Free(held[length % held.Count].Block);
                    held.RemoveAt(length % held.Count);
                }

                Assert.All(held, entry => Assert.True(arena[entry.Block].SequenceEqual(entry.Key)));
            }
        });

    [Fact]
    public void Churn_of_keys_of_like_length_needs_no_new_memory()
    {
        var arena = new KeyArena();
        var blocks = Enumerable.Range(0, 5_000).Select(_ => arena.Add(new byte[16])).ToArray();
        var bytes = arena.Bytes;
        for (var round = 0; round < 10; round++)
        {
            foreach (var block in blocks)
            {
                arena.Free(block);
            }

            blocks = [.. blocks.Select(_ => arena.Add(new byte[17]))];
        }

        Assert.Equal(bytes, arena.Bytes);
    }

    [Fact]
    public void A_key_beyond_the_limit_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyArena().Add(new byte[KeyArena.MaxKeyLength + 1]));
}
