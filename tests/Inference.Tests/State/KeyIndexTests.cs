using CsCheck;
using Streaming.Inference.State;

namespace Streaming.Inference.Tests.State;

public sealed class KeyIndexTests
{
    [Fact]
    public void Finds_what_a_dictionary_finds_even_among_equal_hashes() =>

        // Few hashes and many keys: probing, removal from the middle of a run and keys of the same hash all happen.
        Gen.Select(Gen.Int[0, 200], Gen.UInt[0, 40], Gen.Bool).Array[1, 400].Sample(steps =>
        {
            var (slots, keys) = (new SlotSlabs(1), new KeyArena());
            var index = new KeyIndex(slots, keys);
            var expected = new Dictionary<int, (uint Hash, int Slot)>();
            foreach (var (number, hash, adds) in steps)
            {
                if (expected.Remove(number, out var known))
                {
                    index.Remove(known.Hash, known.Slot);
                    slots.Return(known.Slot);
                }
                else if (adds)
                {
                    var slot = slots.Rent(keys.Add(BitConverter.GetBytes(number)));
                    index.Add(hash, slot);
                    expected[number] = (hash, slot);
                }

                for (var other = 0; other <= 200; other++)
                {
                    var isThere = expected.TryGetValue(other, out var entry);
                    Assert.Equal(isThere, index.TryFind(BitConverter.GetBytes(other), isThere ? entry.Hash : hash, out var found));
                    Assert.Equal(isThere ? entry.Slot : -1, found);
                }
            }
        }, iter: 30);

    [Fact]
    public void Grows_by_segments_and_loses_nothing()
    {
        var (slots, keys) = (new SlotSlabs(1), new KeyArena());
        var index = new KeyIndex(slots, keys);
        var random = new Random(3);
        var hashes = Enumerable.Range(0, 100_000).Select(_ => (uint)random.NextInt64(1L << 32)).ToArray();
        for (var number = 0; number < hashes.Length; number++)
        {
            index.Add(hashes[number], slots.Rent(keys.Add(BitConverter.GetBytes(number))));
        }

        for (var number = 0; number < hashes.Length; number++)
        {
            Assert.True(index.TryFind(BitConverter.GetBytes(number), hashes[number], out var slot));
            Assert.Equal(number, slot);
        }

        Assert.InRange(index.Bytes / (double)hashes.Length, 8, 21);
    }
}
