using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using Streaming.Inference.Batches;

namespace Streaming.Sink.DeadLetters;

/// <summary>
/// Makes the Kafka record of a dead letter, so that it always fits its topic: the headers say why and where from, the value is the
/// payload as far as there is room.
/// </summary>
internal sealed class DeadLetterFormat(string sourceTopic, DeadLetterPayload payload, int maxMessageBytes)
{
    /// <summary>The most of a payload that is kept, bytes.</summary>
    public const int MaxPayload = 64 * 1024;

    /// <summary>The most of a detail that is kept, bytes.</summary>
    public const int MaxDetail = 1_024;

    /// <summary>A record key above this is left out: it cannot be cut, for then it would be another key.</summary>
    public const int MaxKey = 1_024;

    // What the client and the broker add to key, value and headers: batch and record framing.
    private const int Framing = 256;

    // Lanes make letters at the same time; the client's thread strips.
    private volatile bool _isStripped;

    private readonly byte[] _topic = Encoding.UTF8.GetBytes(sourceTopic);

    /// <summary>The topic takes less than was known: letters go without payload, key and detail from here on.</summary>
    public void StripFromNowOn() => _isStripped = true;

    /// <summary>The record, its value cut or left out.</summary>
    public Message<byte[]?, byte[]?> Make(RecordBatch batch, int row)
    {
        var isStripped = _isStripped;
        var fault = batch.Faults[row];
        var headers = new Headers
        {
            { DeadLetterHeaders.Reason, Encoding.UTF8.GetBytes(fault.Reason ?? "unknown") },
            { DeadLetterHeaders.Topic, _topic },
            { DeadLetterHeaders.Partition, Number(batch.Partition) },
            { DeadLetterHeaders.Offset, Number(batch.Offsets[row]) },
            { DeadLetterHeaders.Size, Number(batch.Sizes[row]) },
        };
        if (batch.Sizes[row] >= 0)
        {
            headers.Add(DeadLetterHeaders.Sha256, DigestOf(batch, row));
        }

        var traceParent = batch.TraceParentOf(row);
        if (!traceParent.IsEmpty)
        {
            headers.Add("traceparent", traceParent.ToArray());
        }

        var room = maxMessageBytes - Framing - headers.Sum(header => header.Key.Length + header.GetValueBytes().Length + 10);
        var detail = Utf8Cut.Of(fault.Detail ?? "", isStripped ? 0 : Math.Clamp(room - 16, 0, MaxDetail));
        headers.Add(DeadLetterHeaders.Detail, detail);
        room -= detail.Length + 16;

        // Key and payload go together: a key alone would show what --dead-letter-payload none means to hide.
        var message = new Message<byte[]?, byte[]?> { Headers = headers };
        if (isStripped || payload == DeadLetterPayload.None)
        {
            return message;
        }

        var key = batch.RecordKeyOf(row);
        if (!key.IsEmpty && key.Length <= Math.Min(MaxKey, room))
        {
            message.Key = key.ToArray();
            room -= key.Length;
        }

        if (batch.Sizes[row] >= 0 && room > 0)
        {
            var value = batch.ValueOf(row);
            message.Value = value[..Math.Min(value.Length, Math.Min(room, MaxPayload))].ToArray();
        }

        return message;
    }

    private static byte[] DigestOf(RecordBatch batch, int row)
    {
        var digest = batch.DigestOf(row);
        if (digest.IsEmpty)
        {
            digest = SHA256.HashData(batch.ValueOf(row));
        }

        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest));
    }

    private static byte[] Number(long number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
