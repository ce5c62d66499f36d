using Streaming.Model.Encoding;

namespace Streaming.Inference.Ports;

/// <summary>One record of a recorded input.</summary>
/// <param name="Value">The value as it came; valid until the next record is read. Empty for a record without one.</param>
/// <param name="Size">Bytes of the whole value; -1 for a record without one.</param>
/// <param name="RecordTime">The record's timestamp, milliseconds since the Unix epoch; -1 if unknown.</param>
/// <param name="Offset">Where it stands in its partition, or in all files.</param>
/// <param name="Fault">What makes it a dead letter before anyone decodes it; <c>default</c> for nothing.</param>
public readonly record struct RecordedEvent(ReadOnlyMemory<byte> Value, int Size, long RecordTime, long Offset, RecordFault Fault);
