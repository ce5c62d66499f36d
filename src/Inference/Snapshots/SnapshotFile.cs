using System.Text;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.State;

namespace Streaming.Inference.Snapshots;

/// <summary>
/// The format of a snapshot: <c>SSNP</c>, version, header, then records as the changelog has them (length of key, length of value, key,
/// value), then the XXH3 of all before. Little-endian; a text is its length (LEB128) and UTF-8.
/// </summary>
internal static class SnapshotFile
{
    private const uint Magic = 0x504E_5353;
    private const byte FormatVersion = 1;
    private const int BufferBytes = 1 << 20;
    private const int MaxRecordBytes = 1 << 24;
    private const int StatesAtOnce = 1_024;

    /// <summary>Writes states and the marker that vouches for them. Nobody may touch the states meanwhile.</summary>
    public static void Write(Stream file, SnapshotHeader header, ChangelogCodec codec, StatePartition state, Marker? marker)
    {
        using var buffered = new BufferedStream(file, BufferBytes);
        var summed = new ChecksummedStream(buffered);
        using var writer = new BinaryWriter(summed, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(header.Store);
        writer.Write(header.StateId);
        writer.Write(header.TopicId);
        writer.Write(header.Partition);
        writer.Write(header.Offset);
        writer.Write(header.Written.ToUnixTimeMilliseconds());
        writer.Write(header.Records);
        var records = new ChangelogRecords();
        for (var slot = 0; slot >= 0;)
        {
            slot = state.CopyFrom(slot, StatesAtOnce, codec, records);
            Write(writer, records);
        }

        if (marker is not null)
        {
            codec.AddMarker(records, marker);
            Write(writer, records);
        }

        writer.Write(summed.Sum);
    }

    /// <summary>Reads all of a snapshot. What was taken counts for nothing unless this returns.</summary>
    /// <param name="file">The file.</param>
    /// <param name="check">Throws if the header is not the wanted one.</param>
    /// <param name="take">Called for every record: key and value.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public static SnapshotHeader Read(Stream file, Action<SnapshotHeader> check, Action<ReadOnlySpan<byte>, ReadOnlySpan<byte>> take)
    {
        using var buffered = new BufferedStream(file, BufferBytes);
        var summed = new ChecksummedStream(buffered);
        using var reader = new BinaryReader(summed, Encoding.UTF8, leaveOpen: true);
        var header = ReadHeader(reader);
        check(header);
        var bytes = new byte[4_096];
        for (var i = 0; i < header.Records; i++)
        {
            var (key, value) = (reader.ReadInt32(), reader.ReadInt32());
            if (key is < 0 or > MaxRecordBytes || value is < 0 or > MaxRecordBytes)
            {
                throw new InvalidDataException("a record has an impossible length");
            }

            if (bytes.Length < key + value)
            {
                bytes = new byte[key + value];
            }

            summed.ReadExactly(bytes.AsSpan(0, key + value));
            take(bytes.AsSpan(0, key), bytes.AsSpan(key, value));
        }

        var sum = summed.Sum;
        return reader.ReadUInt64() == sum ? header : throw new InvalidDataException("its checksum does not match");
    }

    private static SnapshotHeader ReadHeader(BinaryReader reader) =>
        reader.ReadUInt32() != Magic ? throw new InvalidDataException("it is no snapshot")
        : reader.ReadByte() != FormatVersion ? throw new InvalidDataException("its format version is unknown")
        : new SnapshotHeader(
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadInt32(),
            reader.ReadInt64(),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()),
            reader.ReadInt32());

    private static void Write(BinaryWriter writer, ChangelogRecords records)
    {
        for (var i = 0; i < records.Count; i++)
        {
            writer.Write(records.Key(i).Length);
            writer.Write(records.Value(i).Length);
            writer.Write(records.Key(i));
            writer.Write(records.Value(i));
        }

        records.Clear();
    }
}
