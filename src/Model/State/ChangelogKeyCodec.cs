using System.Buffers;

namespace Streaming.Model.State;

/// <summary>
/// The key of a changelog record: format version, kind, store name, state id, and for a key state the key's bytes.
/// Allocates nothing.
/// </summary>
public static class ChangelogKeyCodec
{
    /// <summary>The version written, and the only one read.</summary>
    public const byte FormatVersion = 1;

    /// <summary>Bytes of a state id: 12 hex digits.</summary>
    public const int StateIdLength = 12;

    /// <summary>Longest store name, in bytes of UTF-8.</summary>
    public const int MaxStoreLength = byte.MaxValue;

    private static readonly SearchValues<byte> _hexDigits = SearchValues.Create("0123456789abcdef"u8);

    private const int Kind = 1;
    private const int StoreLength = 2;
    private const int Store = 3;

    /// <summary>Bytes of a changelog key.</summary>
    public static int Size(ReadOnlySpan<byte> store, ReadOnlySpan<byte> key) => Store + store.Length + StateIdLength + key.Length;

    /// <summary>Writes a changelog key.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    /// <param name="kind">What the record is about.</param>
    /// <param name="store">The store's name, UTF-8, 1 to <see cref="MaxStoreLength"/> bytes.</param>
    /// <param name="stateId">The state id, ASCII.</param>
    /// <param name="key">The key; empty but for <see cref="ChangelogKeyKind.KeyState"/>.</param>
    /// <returns>The bytes written.</returns>
    public static int Encode(Span<byte> destination, ChangelogKeyKind kind, ReadOnlySpan<byte> store, ReadOnlySpan<byte> stateId, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfZero(store.Length, nameof(store));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(store.Length, MaxStoreLength, nameof(store));
        ArgumentOutOfRangeException.ThrowIfNotEqual(stateId.Length, StateIdLength, nameof(stateId));
        if (kind != ChangelogKeyKind.KeyState && !key.IsEmpty)
        {
            throw new ArgumentException("Only a key state has a key.", nameof(key));
        }

        var bytes = destination[..Size(store, key)];
        bytes[0] = FormatVersion;
        bytes[Kind] = (byte)kind;
        bytes[StoreLength] = (byte)store.Length;
        store.CopyTo(bytes[Store..]);
        stateId.CopyTo(bytes[(Store + store.Length)..]);
        key.CopyTo(bytes[(Store + store.Length + StateIdLength)..]);
        return bytes.Length;
    }

    /// <summary>Reads a changelog key. Never throws, whatever the bytes are.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="key">A view over <paramref name="bytes"/>; empty if refused.</param>
    /// <param name="damage">Why it was refused; null if it was not.</param>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out ChangelogKeyView key, out string? damage)
    {
        key = default;
        damage = Damage(bytes);
        if (damage is not null)
        {
            return false;
        }

        var stateId = Store + bytes[StoreLength];
        key = new ChangelogKeyView(
            (ChangelogKeyKind)bytes[Kind], bytes[Store..stateId], bytes.Slice(stateId, StateIdLength), bytes[(stateId + StateIdLength)..]);
        return true;
    }

    private static string? Damage(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Store)
        {
            return "the key is cut short";
        }

        if (bytes[0] != FormatVersion)
        {
            return "the key has an unknown format version";
        }

        if (bytes[Kind] > (byte)ChangelogKeyKind.Reset)
        {
            return "the key is of an unknown kind";
        }

        var length = Store + bytes[StoreLength] + StateIdLength;
        if (bytes[StoreLength] == 0 || bytes.Length < length)
        {
            return "the key has another length than it declares";
        }

        if (bytes.Length > length && bytes[Kind] != (byte)ChangelogKeyKind.KeyState)
        {
            return "the key of a marker or reset has bytes behind its end";
        }

        return bytes.Slice(length - StateIdLength, StateIdLength).ContainsAnyExcept(_hexDigits) ? "the key holds no state id" : null;
    }
}
