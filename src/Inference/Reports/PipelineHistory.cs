namespace Streaming.Inference.Reports;

/// <summary>What happened to the lanes lately. Thread-safe.</summary>
internal sealed class PipelineHistory(TimeProvider time)
{
    private const int Kept = 50;

    private readonly RecentList<PipelineEvent> _events = new(Kept);

    /// <summary>The last of them, newest first.</summary>
    public IReadOnlyList<PipelineEvent> Newest => _events.Newest();

    /// <summary>Something happened.</summary>
    public void Add(string kind, int? partition, string detail) => _events.Add(new PipelineEvent(time.GetUtcNow(), kind, partition, detail));
}
