using Utf8 = System.Text.Encoding;
using CsCheck;
using Streaming.Model.State;

namespace Streaming.Model.Tests.State;

public sealed class ChangelogKeyCodecTests
{
    private static readonly byte[] _stateId = "0123456789ab"u8.ToArray();

    [Fact]
    public void Decoding_gives_back_what_was_encoded() => Gen.Select(Gen.Byte.Array[1, 255], Gen.Byte.Array[0, 80]).Sample((store, key) =>
    {
        var bytes = Encode(ChangelogKeyKind.KeyState, store, key);
        Assert.True(ChangelogKeyCodec.TryDecode(bytes, out var view, out var damage));
        Assert.Null(damage);
        Assert.Equal(ChangelogKeyKind.KeyState, view.Kind);
        Assert.Equal(store, view.Store);
        Assert.Equal(_stateId, view.StateId);
        Assert.Equal(key, view.Key);
    });

    [Fact]
    public void Different_parts_give_different_keys() => Gen.Select(Gen.Byte.Array[1, 3], Gen.Byte.Array[0, 3], Gen.Byte.Array[1, 3], Gen.Byte.Array[0, 3]).Sample(
        (store, key, otherStore, otherKey) => (store.SequenceEqual(otherStore) && key.SequenceEqual(otherKey))
            == Encode(ChangelogKeyKind.KeyState, store, key).SequenceEqual(Encode(ChangelogKeyKind.KeyState, otherStore, otherKey)));

    [Fact]
    public void Any_bytes_at_all_are_read_without_throwing() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        var isRead = ChangelogKeyCodec.TryDecode(bytes, out _, out var damage);
        Assert.Equal(isRead, damage is null);
    });

    [Theory]
    [InlineData("", "the key is cut short")]
    [InlineData("02 00 01 73 303132333435363738396162", "the key has an unknown format version")]
    [InlineData("01 03 01 73 303132333435363738396162", "the key is of an unknown kind")]
    [InlineData("01 00 00 303132333435363738396162", "the key has another length than it declares")]
    [InlineData("01 00 02 73 303132333435363738396162", "the key has another length than it declares")]
    [InlineData("01 01 01 73 303132333435363738396162 00", "the key of a marker or reset has bytes behind its end")]
    [InlineData("01 00 01 73 303132333435363738394142", "the key holds no state id")]
    public void A_damaged_key_is_refused_with_the_reason(string hex, string reason)
    {
        Assert.False(ChangelogKeyCodec.TryDecode(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), out _, out var damage));
        Assert.Equal(reason, damage);
    }

    [Fact]
    public void A_marker_is_no_key_state_of_any_key()
    {
        var marker = Encode(ChangelogKeyKind.Marker, "cards"u8.ToArray(), []);
        Assert.Equal("0101056361726473303132333435363738396162", Convert.ToHexString(marker));
        Assert.True(ChangelogKeyCodec.TryDecode(marker, out var view, out _));
        Assert.Equal(ChangelogKeyKind.Marker, view.Kind);
        Assert.Equal("cards", Utf8.UTF8.GetString(view.Store));
        Assert.Throws<ArgumentException>(() => Encode(ChangelogKeyKind.Reset, [1], [1]));
    }

    private static byte[] Encode(ChangelogKeyKind kind, byte[] store, byte[] key)
    {
        var bytes = new byte[ChangelogKeyCodec.Size(store, key)];
        Assert.Equal(bytes.Length, ChangelogKeyCodec.Encode(bytes, kind, store, _stateId, key));
        return bytes;
    }
}
