using System.IO.Hashing;
using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Streaming.Inference.Checkpoints;

/// <summary>The value of a marker: format version, offset, stream time, partition count, three texts, CRC32C.</summary>
internal static class MarkerCodec
{
    // version 1 | offset 8 | stream time 8 | partition count 4 | group | topic id | key secret id | CRC32C 4 (little-endian);
    // a text is its length in bytes, 2, then UTF-8.
    private const byte FormatVersion = 1;
    private const int Offset = 1;
    private const int StreamTime = 9;
    private const int PartitionCount = 17;
    private const int Texts = 21;
    private const int Checksum = 4;

    /// <summary>Writes a marker.</summary>
    public static byte[] Encode(Marker marker)
    {
        string[] texts = [marker.Group, marker.TopicId, marker.KeySecretId];
        var value = new byte[Texts + texts.Sum(text => sizeof(ushort) + Encoding.UTF8.GetByteCount(text)) + Checksum];
        value[0] = FormatVersion;
        WriteInt64LittleEndian(value.AsSpan(Offset), marker.Offset);
        WriteInt64LittleEndian(value.AsSpan(StreamTime), marker.StreamTime);
        WriteInt32LittleEndian(value.AsSpan(PartitionCount), marker.PartitionCount);
        var rest = value.AsSpan(Texts);
        foreach (var text in texts)
        {
            var length = Encoding.UTF8.GetBytes(text, rest[sizeof(ushort)..]);
            WriteUInt16LittleEndian(rest, checked((ushort)length));
            rest = rest[(sizeof(ushort) + length)..];
        }

        WriteUInt32LittleEndian(rest, Sum(value));
        return value;
    }

    /// <summary>Reads a marker; null with the reason when the bytes are none. Never throws.</summary>
    public static Marker? TryDecode(ReadOnlySpan<byte> value, out string? damage)
    {
        damage = value.Length < Texts + Checksum ? "the marker is cut short"
            : value[0] != FormatVersion ? "the marker has an unknown format version"
            : ReadUInt32LittleEndian(value[^Checksum..]) != Sum(value) ? "the marker's checksum does not match"
            : null;
        if (damage is not null)
        {
            return null;
        }

        var rest = value[Texts..^Checksum];
        if (TryText(ref rest, out var group) && TryText(ref rest, out var topicId) && TryText(ref rest, out var keySecretId) && rest.IsEmpty)
        {
            return new Marker(
                ReadInt64LittleEndian(value[Offset..]),
                ReadInt64LittleEndian(value[StreamTime..]),
                group,
                topicId,
                ReadInt32LittleEndian(value[PartitionCount..]),
                keySecretId);
        }

        damage = "the marker has another length than it declares";
        return null;
    }

    private static bool TryText(ref ReadOnlySpan<byte> rest, out string text)
    {
        text = "";
        if (rest.Length < sizeof(ushort))
        {
            return false;
        }

        var length = ReadUInt16LittleEndian(rest);
        rest = rest[sizeof(ushort)..];
        if (rest.Length < length)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(rest[..length]);
        rest = rest[length..];
        return true;
    }

    private static uint Sum(ReadOnlySpan<byte> value) => Crc32.HashToUInt32(Crc32ParameterSet.Crc32C, value[..^Checksum]);
}
