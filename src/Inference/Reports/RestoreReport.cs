namespace Streaming.Inference.Reports;

/// <summary>How far the assigned partitions are from being scored.</summary>
/// <param name="Open">Partitions that are scored.</param>
/// <param name="Restoring">Partitions whose key states are being read back.</param>
/// <param name="Records">Changelog records read for those so far.</param>
/// <param name="Refused">Partitions kept closed because state and offset do not agree.</param>
public sealed record RestoreReport(int Open, int Restoring, long Records, int Refused);
