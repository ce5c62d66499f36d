using Streaming.Inference.Health;
using Streaming.Inference.Reports;

namespace Streaming.Host.Monitoring.Snapshots;

/// <summary>All the figures of one moment that a page shows (docs/telemetry.md, The snapshot). A figure that is not known is null.</summary>
/// <param name="Time">The moment.</param>
/// <param name="App">Prefix of the output topics.</param>
/// <param name="Instance">This process among those of its app.</param>
/// <param name="Version">Of the program.</param>
/// <param name="UptimeSeconds">Since monitoring began.</param>
/// <param name="Ready">Whether work may be expected of this process.</param>
/// <param name="UnreadyBecause">Why not; null if ready.</param>
/// <param name="Model">The model in use.</param>
/// <param name="Events">Records settled so far.</param>
/// <param name="Scored">Scores so far.</param>
/// <param name="DeadLetters">Dead letters so far.</param>
/// <param name="Alerts">Alerts so far.</param>
/// <param name="Steps">ONNX Runtime calls so far.</param>
/// <param name="DeadLettersByReason">Dead letters so far.</param>
/// <param name="EventsPerSecond">Since the snapshot before; of the first one, since the first record.</param>
/// <param name="AlertsPerSecond">Likewise.</param>
/// <param name="LatencyMs">Likewise.</param>
/// <param name="Partitions">The assigned ones.</param>
/// <param name="Keys">Key states owned.</param>
/// <param name="StateBytes">Memory of the state stores.</param>
/// <param name="Scores">Scores so far, by bin.</param>
/// <param name="RecentAlerts">The last 50, newest first.</param>
/// <param name="Health">How the model behaves.</param>
/// <param name="History">The last 50 things that happened, newest first.</param>
internal sealed record Snapshot(
    DateTimeOffset Time,
    string App,
    string Instance,
    string Version,
    double UptimeSeconds,
    bool Ready,
    string? UnreadyBecause,
    SnapshotModel Model,
    long Events,
    long Scored,
    long DeadLetters,
    long Alerts,
    long Steps,
    IReadOnlyDictionary<string, long> DeadLettersByReason,
    double EventsPerSecond,
    double AlertsPerSecond,
    LatencyReport LatencyMs,
    IReadOnlyList<PartitionReport> Partitions,
    long Keys,
    long StateBytes,
    ScoreHistogram Scores,
    IReadOnlyList<RecentAlert> RecentAlerts,
    ModelHealthReport Health,
    IReadOnlyList<PipelineEvent> History);
