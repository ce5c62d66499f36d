namespace Streaming.Inference.Ports;

/// <summary>Takes a record of the changelog; the spans are valid during the call.</summary>
/// <param name="offset">The record's offset in the changelog's partition.</param>
/// <param name="key">The record's key.</param>
/// <param name="value">The record's value; empty for a tombstone.</param>
/// <param name="isTombstone">Whether the record has no value.</param>
public delegate void ChangelogRecordHandler(long offset, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isTombstone);
