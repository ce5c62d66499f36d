using CsCheck;
using Streaming.Inference.Checkpoints;

namespace Streaming.Inference.Tests.Checkpoints;

public sealed class MarkerCodecTests
{
    private static readonly Gen<Marker> AnyMarker = Gen.Select(
        Gen.Long, Gen.Long, Gen.String, Gen.String, Gen.Int, Gen.String.AlphaNumeric,
        (offset, streamTime, group, topicId, partitions, secret) => new Marker(offset, streamTime, Valid(group), Valid(topicId), partitions, secret));

    [Fact]
    public void Encode_then_decode_is_the_identity() => AnyMarker.Sample(marker =>
    {
        Assert.Equal(marker, MarkerCodec.TryDecode(MarkerCodec.Encode(marker), out var damage));
        Assert.Null(damage);
    });

    [Fact]
    public void Damaged_bytes_are_refused() => Gen.Select(AnyMarker, Gen.Int[0, int.MaxValue], Gen.Byte[1, 255], Gen.Bool).Sample((marker, at, flip, cuts) =>
    {
        var bytes = MarkerCodec.Encode(marker);
        var damaged = cuts ? bytes[..(at % bytes.Length)] : bytes;
        if (!cuts)
        {
            damaged[at % bytes.Length] ^= flip;
        }

        Assert.Null(MarkerCodec.TryDecode(damaged, out var damage));
        Assert.NotNull(damage);
    });

    // Lone surrogates have no UTF-8.
    private static string Valid(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter))]);
}
