namespace Streaming.Host.Reports;

/// <summary>One dead letter, without key and payload.</summary>
internal sealed record DeadLetterRow(
    string Position, DateTimeOffset Time, string Reason, string Detail, string Topic, int Partition, long Offset, int Size);
