namespace Streaming.Inference.Reports;

/// <summary>An alert, without key and id: partition and offset find its event.</summary>
/// <param name="Partition">The input partition.</param>
/// <param name="Offset">The source offset.</param>
/// <param name="Time">The event time.</param>
/// <param name="Score">The score.</param>
/// <param name="Count">The key's events so far, this one included.</param>
public sealed record RecentAlert(int Partition, long Offset, DateTimeOffset Time, float Score, long Count);
