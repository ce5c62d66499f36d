namespace Streaming.Inference.Reports;

/// <summary>Something that happened to the lanes.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">
/// <c>assigned</c>, <c>revoked</c>, <c>lost</c>, <c>restored</c>, <c>opened</c>, <c>refused</c>, <c>checkpoint-aborted</c> or <c>checkpoint-unknown</c>.
/// </param>
/// <param name="Partition">The input partition; null if it was about several or none.</param>
/// <param name="Detail">For a person; never a key.</param>
public sealed record PipelineEvent(DateTimeOffset Time, string Kind, int? Partition, string Detail);
