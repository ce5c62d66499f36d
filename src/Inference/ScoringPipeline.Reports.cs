using Streaming.Inference.Health;
using Streaming.Inference.Lanes;
using Streaming.Inference.Reports;

namespace Streaming.Inference;

/// <content>What the pipeline says of itself.</content>
public sealed partial class ScoringPipeline
{
    /// <summary>What has been done so far. Any thread, any time.</summary>
    public PipelineReport Report() => _counters.Report(_lanes.Keys, _lanes.StateBytes, _meter.Steps);

    /// <summary>The assigned partitions as they stand. Any thread, any time.</summary>
    public IReadOnlyList<PartitionReport> Partitions() => _partitions.Report();

    /// <summary>How far the assigned partitions are from being scored. Any thread, any time.</summary>
    public RestoreReport Restore() => _lanes.Restore();

    /// <summary>Scores so far, by bin. Any thread, any time.</summary>
    public ScoreHistogram Scores() => _counters.Scores;

    /// <summary>The last 50 alerts, newest first. Any thread, any time.</summary>
    public IReadOnlyList<RecentAlert> RecentAlerts() => _counters.RecentAlerts;

    /// <summary>The last 50 things that happened to the lanes, newest first. Any thread, any time.</summary>
    public IReadOnlyList<PipelineEvent> History() => _history.Newest;

    /// <summary>Latencies by the stretch of time between two looks.</summary>
    public LatencyWindow OpenLatencyWindow() => _counters.OpenLatencyWindow();

    /// <summary>How the model behaves. Any thread, any time.</summary>
    public ModelHealthReport Health() => _health.Report();

    /// <summary>Why no work should be expected of the lanes now; null when they work, also with none. Any thread, any time.</summary>
    public string? UnreadyBecause()
    {
        var lanes = _lanes.All;
        return Numbers(LaneState.Refused) is { Length: > 0 } refused ? $"state and offset do not agree: partition {refused}"
            : Numbers(LaneState.Restoring) is { Length: > 0 } restoring ? $"restoring: partition {restoring}"
            : _scorelessRun.IsLong ? "many records in a row yielded no score"
            : null;

        string Numbers(LaneState state) => string.Join(", ", lanes.Where(lane => lane.Status == state).Select(lane => lane.Partition));
    }
}
