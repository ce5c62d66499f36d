namespace Streaming.Inference.Tests.Support;

/// <summary>A record of an input that lies in memory.</summary>
internal sealed record InputRecord(byte[]? Value, long RecordTime, byte[]? Key = null, string TraceParent = "");
