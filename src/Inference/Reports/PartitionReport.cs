namespace Streaming.Inference.Reports;

/// <summary>One assigned partition as it stands.</summary>
/// <param name="Partition">The input partition.</param>
/// <param name="State"><c>restoring</c>, <c>open</c> or <c>refused</c> (closed, for its state and its offset do not agree).</param>
/// <param name="Position">The offset of the next record to hand to the sink; null before the lane is open.</param>
/// <param name="Committed">The group's committed offset as this process last saw it; null if there is none.</param>
/// <param name="End">The read_committed end that the source last saw; null if unknown.</param>
/// <param name="Lag">Records between <paramref name="Position"/> and <paramref name="End"/>; null if unknown.</param>
/// <param name="LagSeconds">
/// Age of the last record handed over while others wait behind it; 0 where none does; null if unknown.
/// </param>
/// <param name="Keys">Key states.</param>
/// <param name="StateBytes">Memory of the state store, bytes.</param>
public sealed record PartitionReport(
    int Partition,
    string State,
    long? Position,
    long? Committed,
    long? End,
    long? Lag,
    double? LagSeconds,
    long Keys,
    long StateBytes);
