using Streaming.Model.Encoding;

namespace Streaming.Ingest.Files;

/// <summary>One row of a file.</summary>
/// <param name="Value">
/// The record, UTF-8, as it would stand in a topic: a JSON object, or of a JSON lines file the line as it is. With a fault: the row as it
/// came, at most its first 64 KiB. Valid until the next read.
/// </param>
/// <param name="Size">Bytes of the whole value.</param>
/// <param name="Line">The line where the row begins, from 1; in a Parquet file the row's number, from 1.</param>
/// <param name="Fault">Why the row is a dead letter, found by the reader itself; <c>default</c> if nothing is wrong so far.</param>
public readonly record struct FileRecord(ReadOnlyMemory<byte> Value, int Size, long Line, RecordFault Fault);
