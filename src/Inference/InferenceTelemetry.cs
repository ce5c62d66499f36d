using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Streaming.Inference;

/// <summary>Spans and metrics of one pipeline (docs/telemetry.md lists them). A key is never a label.</summary>
public sealed partial class InferenceTelemetry : IDisposable
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "Streaming.Inference";

    private static readonly double[] ShortSeconds =
        [0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25];

    private static readonly double[] Seconds =
        [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3_600];

    private static readonly double[] LatenessSeconds = [0, 1, 10, 60, 600, 3_600, 21_600, 86_400, 604_800, 2_592_000];

    private readonly Meter _meter = new(SourceName);

    internal InferenceTelemetry()
    {
        Latency = Duration("streaming.latency", "Record timestamp to score delivered, of records stamped within the last hour", Seconds);
        Lateness = Duration("streaming.event.lateness", "How far an event's time lies behind its partition's stream time", LatenessSeconds);
        StepDuration = Duration("streaming.step.duration", "One ONNX Runtime call for a wave", ShortSeconds);
        ProcessDuration = Duration("messaging.process.duration", "A batch from the consumer to the sink", Seconds);
        CheckpointDuration = Duration("streaming.checkpoint.duration", "Barrier to commit", Seconds);
        RestoreDuration = Duration("streaming.restore.duration", "Reading a partition's key states back", Seconds);
        WaveSize = _meter.CreateHistogram(
            "streaming.wave.size",
            "{event}",
            "Events in one ONNX Runtime call",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 4_096] });
        Score = _meter.CreateHistogram(
            "streaming.score",
            "1",
            "Anomaly scores",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = ScoreEdges });
        Alerts = _meter.CreateCounter<long>("streaming.alerts", "{alert}", "Scores at or above the threshold");
        DeadLetters = _meter.CreateCounter<long>("streaming.dead_letters", "{record}", "Records that could not be decoded or scored");
        Misrouted = _meter.CreateCounter<long>("streaming.misrouted", "{record}", "Records whose key belongs to another partition");
        RestoredRecords = _meter.CreateCounter<long>("streaming.restore.records", "{record}", "Changelog records read back");
        Checkpoints = _meter.CreateCounter<long>("streaming.checkpoints", "{checkpoint}", "Ends of checkpoint transactions");
        Rebalances = _meter.CreateCounter<long>("streaming.rebalances", "{rebalance}", "Assignments, revocations and losses of partitions");

        // What may stay at zero for ever is there from the start.
        Alerts.Add(0);
        Misrouted.Add(0);
        RestoredRecords.Add(0);
    }

    /// <summary>Upper edges of the bins that scores are counted in; above the last there is one more.</summary>
    internal static double[] ScoreEdges { get; } =
        [0.000_1, 0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999];

    internal ActivitySource Spans { get; } = new(SourceName);

    internal Histogram<double> Latency { get; }

    internal Histogram<double> Lateness { get; }

    internal Histogram<double> StepDuration { get; }

    internal Histogram<double> ProcessDuration { get; }

    internal Histogram<double> CheckpointDuration { get; }

    internal Histogram<double> RestoreDuration { get; }

    internal Histogram<int> WaveSize { get; }

    internal Histogram<double> Score { get; }

    internal Counter<long> Alerts { get; }

    internal Counter<long> DeadLetters { get; }

    internal Counter<long> Misrouted { get; }

    internal Counter<long> RestoredRecords { get; }

    internal Counter<long> Checkpoints { get; }

    internal Counter<long> Rebalances { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        _meter.Dispose();
        Spans.Dispose();
    }

    private Histogram<double> Duration(string name, string description, double[] buckets) =>
        _meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
