using System.IO.Hashing;
using System.Runtime.InteropServices;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Streaming.Model.State;

/// <summary>
/// The value of a key state in changelog and snapshots: format version, source offset, event time, count, statistics, vector,
/// CRC32C. Allocates nothing.
/// </summary>
public static class KeyStateCodec
{
    /// <summary>The most recent ids a value holds.</summary>
    public const int MaxRecentIds = byte.MaxValue;

    /// <summary>Bytes of a value.</summary>
    public static int Size(int statisticsLength, int vectorLength, int recentIdCount = 0) =>
        KeyStateFormat.Body + (sizeof(float) * (statisticsLength + vectorLength))
        + (recentIdCount > 0 ? 1 + (sizeof(uint) * recentIdCount) : 0) + KeyStateFormat.Checksum;

    /// <summary>Writes a value.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    /// <param name="sourceOffset">Offset in the input of the last event that the state contains.</param>
    /// <param name="header">Last event time and count.</param>
    /// <param name="statistics">Running statistics.</param>
    /// <param name="vector">Hidden state.</param>
    /// <param name="recentIds">Hashes of the key's last ids, oldest first, at most <see cref="MaxRecentIds"/>; empty where repeats are not dropped.</param>
    /// <returns>The bytes written.</returns>
    public static int Encode(
        Span<byte> destination,
        long sourceOffset,
        KeyStateHeader header,
        ReadOnlySpan<float> statistics,
        ReadOnlySpan<float> vector,
        ReadOnlySpan<uint> recentIds = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sourceOffset);
        ArgumentOutOfRangeException.ThrowIfNegative(header.Count, nameof(header));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recentIds.Length, MaxRecentIds, nameof(recentIds));
        var value = destination[..Size(statistics.Length, vector.Length, recentIds.Length)];
        value[KeyStateFormat.Version] = KeyStateFormat.CurrentVersion;
        value[KeyStateFormat.Flags] = recentIds.IsEmpty ? (byte)0 : KeyStateFormat.HasRecentIds;
        WriteInt64LittleEndian(value[KeyStateFormat.SourceOffset..], sourceOffset);
        WriteInt64LittleEndian(value[KeyStateFormat.LastEventTime..], header.LastEventTime);
        WriteInt64LittleEndian(value[KeyStateFormat.Count..], header.Count);
        WriteInt32LittleEndian(value[KeyStateFormat.StatisticsLength..], statistics.Length);
        WriteInt32LittleEndian(value[KeyStateFormat.VectorLength..], vector.Length);
        var rest = Append(value[KeyStateFormat.Body..], MemoryMarshal.Cast<float, uint>(statistics));
        rest = Append(rest, MemoryMarshal.Cast<float, uint>(vector));
        if (!recentIds.IsEmpty)
        {
            rest[0] = (byte)recentIds.Length;
            rest = Append(rest[1..], recentIds);
        }

        WriteUInt32LittleEndian(rest, Checksum(value));
        return value.Length;
    }

    /// <summary>Reads a value. Never throws, whatever the bytes are.</summary>
    /// <param name="value">The bytes.</param>
    /// <param name="statisticsLength">Floats of statistics that the schema needs.</param>
    /// <param name="vectorLength">Floats of hidden state that the model needs.</param>
    /// <param name="state">A view over <paramref name="value"/>; empty if refused.</param>
    /// <param name="damage">Why the value was refused; null if it was not.</param>
    public static bool TryDecode(ReadOnlySpan<byte> value, int statisticsLength, int vectorLength, out KeyStateView state, out string? damage)
    {
        state = default;
        damage = Damage(value, statisticsLength, vectorLength);
        if (damage is not null)
        {
            return false;
        }

        state = new KeyStateView(value);
        return true;
    }

    /// <summary>Reads a value whatever shape it declares: for showing it, where there is no model. Never throws, whatever the bytes are.</summary>
    /// <param name="value">The bytes.</param>
    /// <param name="state">A view over <paramref name="value"/>; empty if refused.</param>
    public static bool TryDecode(ReadOnlySpan<byte> value, out KeyStateView state)
    {
        state = default;
        return value.Length >= KeyStateFormat.Body
            && ReadInt32LittleEndian(value[KeyStateFormat.StatisticsLength..]) is >= 0 and var statistics
            && ReadInt32LittleEndian(value[KeyStateFormat.VectorLength..]) is >= 0 and var vector
            && TryDecode(value, statistics, vector, out state, out _);
    }

    private static string? Damage(ReadOnlySpan<byte> value, int statisticsLength, int vectorLength)
    {
        if (value.Length < KeyStateFormat.Body + KeyStateFormat.Checksum)
        {
            return "the value is cut short";
        }

        // The version comes first: another one may have another length and another checksum.
        if (value[KeyStateFormat.Version] != KeyStateFormat.CurrentVersion)
        {
            return "the value has an unknown format version";
        }

        if (ReadUInt32LittleEndian(value[^KeyStateFormat.Checksum..]) != Checksum(value))
        {
            return "the value's checksum does not match";
        }

        if ((value[KeyStateFormat.Flags] & ~KeyStateFormat.HasRecentIds) != 0)
        {
            return "the value has an unknown flag";
        }

        if (ReadInt32LittleEndian(value[KeyStateFormat.StatisticsLength..]) != statisticsLength
            || ReadInt32LittleEndian(value[KeyStateFormat.VectorLength..]) != vectorLength)
        {
            return "the value holds a state of another shape";
        }

        if (ReadInt64LittleEndian(value[KeyStateFormat.SourceOffset..]) < 0 || ReadInt64LittleEndian(value[KeyStateFormat.Count..]) < 0)
        {
            return "the value holds a negative offset or count";
        }

        return IsWhole(value, statisticsLength, vectorLength) ? null : "the value has another length than it declares";
    }

    private static bool IsWhole(ReadOnlySpan<byte> value, int statisticsLength, int vectorLength)
    {
        var bare = KeyStateFormat.Body + (sizeof(float) * ((long)statisticsLength + vectorLength)) + KeyStateFormat.Checksum;
        if ((value[KeyStateFormat.Flags] & KeyStateFormat.HasRecentIds) == 0)
        {
            return value.Length == bare;
        }

        // A flagged list has at least one id, so that every state has one encoding only.
        var ids = (int)(bare - KeyStateFormat.Checksum);
        return value.Length > bare && value[ids] > 0 && value.Length == bare + 1 + (sizeof(uint) * value[ids]);
    }

    private static uint Checksum(ReadOnlySpan<byte> value) => Crc32.HashToUInt32(Crc32ParameterSet.Crc32C, value[..^KeyStateFormat.Checksum]);

    private static Span<byte> Append(Span<byte> destination, ReadOnlySpan<uint> words)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(words).CopyTo(destination);
        }
        else
        {
            ReverseEndianness(words, MemoryMarshal.Cast<byte, uint>(destination[..(words.Length * sizeof(uint))]));
        }

        return destination[(words.Length * sizeof(uint))..];
    }
}
