using Confluent.Kafka;
using Streaming.Inference.Batches;
using Streaming.Sink.Scores;

namespace Streaming.Sink.Producing;

/// <summary>What one lane needs to hand over its scores: a writer, arrays and a message, all used again for each record.</summary>
internal sealed class Outbox(ScoreStamp stamp)
{
    // One lane at a time. The client reads the message during its call only.
    private static readonly Headers NoHeaders = [];

    private readonly ScoreWriter _writer = new(stamp);
    private readonly ExactBuffers _values = new(1_024);
    private readonly ExactBuffers _keys = new(256);

    /// <summary>The record to hand over.</summary>
    public Message<byte[]?, byte[]?> Message { get; } = new() { Headers = NoHeaders };

    /// <summary>Fills the message with a row's score and returns its size, bytes.</summary>
    public int Fill(RecordBatch batch, int row, Timestamp now)
    {
        var value = _writer.Write(batch, row);
        var key = batch.Rows.KeyOf(row);
        Message.Value = _values.Copy(value);
        Message.Key = _keys.Copy(key);
        Message.Timestamp = now;
        var traceParent = batch.TraceParentOf(row);
        Message.Headers = traceParent.IsEmpty ? NoHeaders : new Headers { { "traceparent", traceParent.ToArray() } };
        return value.Length + key.Length + traceParent.Length;
    }
}
