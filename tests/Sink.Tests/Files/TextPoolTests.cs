using CsCheck;
using Streaming.Sink.Files;

namespace Streaming.Sink.Tests.Files;

public sealed class TextPoolTests
{
    // A few long texts among short ones, so that blocks are left half empty, made longer than usual, and met again after Clear.
    private static readonly Gen<string[]> Texts = Gen.OneOf(Gen.String, Gen.Int[0, 3_000_000].Select(length => new string('x', length))).Array[0, 12];

    [Fact]
    public void A_copy_stays_as_it_was_until_all_are_forgotten()
    {
        var pool = new TextPool();
        Texts.Array[1, 3].Sample(rounds =>
        {
            foreach (var texts in rounds)
            {
                var copies = Array.ConvertAll(texts, text => pool.Copy(text));
                Assert.Equal(texts, copies.Select(copy => copy.ToString()));
                pool.Clear();
            }
        }, iter: 30, threads: 1);
    }
}
