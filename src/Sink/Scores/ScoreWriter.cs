using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Streaming.Inference.Batches;

namespace Streaming.Sink.Scores;

/// <summary>
/// Writes a score as JSON (UTF-8, no line end), member by member as documented, into a buffer that it keeps: no allocation per score.
/// For Kafka and for files alike.
/// </summary>
public sealed class ScoreWriter
{
    // One thread at a time: the buffer is overwritten by each call.
    private const int LongestNumbers = 160;

    private readonly byte[] _stamp;
    private readonly byte[] _tail;
    private byte[] _buffer = new byte[1_024];
    private int _length;

    /// <summary>A writer for the scores of one run.</summary>
    public ScoreWriter(ScoreStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        Span<byte> threshold = stackalloc byte[32];
        Utf8Formatter.TryFormat(stamp.Threshold, threshold, out var written);
        _stamp = Encoding.UTF8.GetBytes(
            $",\"threshold\":{Encoding.ASCII.GetString(threshold[..written])},\"model\":{Quote(stamp.Model)},\"modelId\":{Quote(stamp.ModelId)}"
            + $",\"stateId\":{Quote(stamp.StateId)},\"topic\":{Quote(stamp.Topic)},\"partition\":");
        _tail = Encoding.UTF8.GetBytes(stamp.Replay is { } replay ? $",\"replay\":{Quote(replay)}}}" : "}");
    }

    /// <summary>Writes the score of a row that is not a dead letter. The bytes hold until the next call.</summary>
    public ReadOnlySpan<byte> Write(RecordBatch batch, int row)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var rows = batch.Rows;
        var id = rows.IdOf(row);
        var key = rows.KeyOf(row);

        // A control character takes six bytes for one.
        var most = ((id.Length + key.Length) * 6) + _stamp.Length + _tail.Length + LongestNumbers + 100;
        if (_buffer.Length < most)
        {
            _buffer = new byte[Math.Max(most, _buffer.Length * 2)];
        }

        _length = 0;
        Put("{\"id\":\""u8);
        PutText(id);
        Put("\",\"key\":\""u8);
        PutText(key);
        Put("\",\"time\":\""u8);
        _length += EventTimeText.Write(rows.EventTimes[row], _buffer.AsSpan(_length));
        Put("\",\"score\":"u8);
        PutNumber(batch.Scores[row]);
        Put(batch.Alerts[row] ? ",\"alert\":true"u8 : ",\"alert\":false"u8);
        Put(_stamp);
        PutNumber(batch.Partition);
        Put(",\"offset\":"u8);
        PutNumber(batch.Offsets[row]);
        Put(",\"count\":"u8);
        PutNumber(batch.KeyCounts[row]);
        Put(_tail);
        return _buffer.AsSpan(0, _length);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void PutNumber(long number)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    private void PutNumber(float number)
    {
        // The shortest text that reads back as the same float.
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    private void PutText(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (b >= 0x20 && b != '"' && b != '\\')
            {
                _buffer[_length++] = b;
            }
            else
            {
                PutEscaped(b);
            }
        }
    }

    private void PutEscaped(byte b)
    {
        if (b >= 0x20)
        {
            _buffer[_length++] = (byte)'\\';
            _buffer[_length++] = b;
            return;
        }

        Put("\\u00"u8);
        _buffer[_length++] = "0123456789abcdef"u8[b >> 4];
        _buffer[_length++] = "0123456789abcdef"u8[b & 15];
    }
}
