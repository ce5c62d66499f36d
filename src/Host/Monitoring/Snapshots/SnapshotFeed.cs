using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Inference.Reports;

namespace Streaming.Host.Monitoring.Snapshots;

/// <summary>Makes snapshots: one a second at most, however many look, and none while nobody does. Thread-safe.</summary>
internal sealed class SnapshotFeed(MonitoredRun run, TimeProvider clock)
{
    /// <summary>Time between two snapshots.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A viewer's timer may fire a little before another's: what is nearly a second old is made anew.
    private static readonly TimeSpan s_fresh = Interval * 0.9;

    // After a longer pause nothing is compared with what was before it: the figures would be means over hours.
    private static readonly TimeSpan s_continuous = Interval * 3;

    private readonly Lock _lock = new();
    private readonly long _began = clock.GetTimestamp();
    private byte[] _latest = [];
    private long _madeAt;
    private PipelineReport? _before;
    private LatencyWindow? _latencies;

    /// <summary>The snapshot of this second, as one line of JSON.</summary>
    public ReadOnlyMemory<byte> Latest()
    {
        lock (_lock)
        {
            var age = _before is null ? TimeSpan.MaxValue : clock.GetElapsedTime(_madeAt);
            if (age < s_fresh)
            {
                return _latest;
            }

            if (age > s_continuous)
            {
                _before = null;
                _latencies = run.Pipeline.OpenLatencyWindow();
            }

            _madeAt = clock.GetTimestamp();
            return _latest = JsonSerializer.SerializeToUtf8Bytes(Make(age), MonitoringJson.Default.Snapshot);
        }
    }

    private Snapshot Make(TimeSpan sinceBefore)
    {
        var pipeline = run.Pipeline;
        var report = pipeline.Report();
        var seconds = (_before is null ? report.Elapsed : sinceBefore).TotalSeconds;
        var reason = run.UnreadyBecause;
        var snapshot = new Snapshot(
            clock.GetUtcNow(),
            run.App,
            run.Instance,
            ProgramVersion.Text,
            clock.GetElapsedTime(_began).TotalSeconds,
            reason is null,
            reason,
            new SnapshotModel(run.Model.Name, run.Model.ModelId, run.Model.StateId, run.Threshold),
            report.Events,
            report.Scored,
            report.DeadLetters,
            report.Alerts,
            report.Steps,
            report.DeadLettersByReason,
            PerSecond(report.Events - (_before?.Events ?? 0), seconds),
            PerSecond(report.Alerts - (_before?.Alerts ?? 0), seconds),
            _latencies?.Next() ?? LatencyReport.None,
            pipeline.Partitions(),
            report.Keys,
            report.StateBytes,
            pipeline.Scores(),
            pipeline.RecentAlerts(),
            pipeline.Health(),
            pipeline.History());
        _before = report;
        return snapshot;
    }

    private static double PerSecond(long count, double seconds) => seconds > 0 ? Math.Round(count / seconds, 1) : 0;
}
