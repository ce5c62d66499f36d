using System.Collections.Concurrent;
using System.Diagnostics;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Reports;

/// <summary>What all lanes have handed over so far. Thread-safe; touched per batch, not per event.</summary>
internal sealed class PipelineCounters(InferenceTelemetry telemetry, TimeProvider time)
{
    private const int KeptAlerts = 50;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly LatencyHistogram _latency = new();
    private readonly ConcurrentDictionary<string, long> _deadLetters = new();
    private readonly ScoreCounts _scores = new();
    private readonly RecentList<RecentAlert> _recentAlerts = new(KeptAlerts);
    private long _scored;
    private long _alerts;
    private long _firstRecord;
    private long _lastDelivery;

    /// <summary>Records were offered to a lane.</summary>
    public void Received()
    {
        if (Interlocked.Read(ref _firstRecord) == 0)
        {
            Interlocked.CompareExchange(ref _firstRecord, time.GetTimestamp(), 0);
        }
    }

    /// <summary>A batch was handed to the sink.</summary>
    public void HandedOver(RecordBatch batch)
    {
        var (scored, alerts) = (0, 0);
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Faults[row].Reason is { } reason)
            {
                _deadLetters.AddOrUpdate(reason, 1, static (_, count) => count + 1);
                telemetry.DeadLetters.Add(1, new TagList { { "reason", reason } });
                continue;
            }

            scored++;
            _scores.Add(batch.Scores[row]);
            if (batch.Alerts[row])
            {
                alerts++;
                var time = DateTimeOffset.UnixEpoch.AddTicks(batch.Rows.EventTimes[row] * TimeSpan.TicksPerMicrosecond);
                _recentAlerts.Add(new RecentAlert(batch.Partition, batch.Offsets[row], time, batch.Scores[row], batch.KeyCounts[row]));
            }

            if (telemetry.Score.Enabled)
            {
                telemetry.Score.Record(batch.Scores[row]);
            }
        }

        Interlocked.Add(ref _scored, scored);
        Interlocked.Add(ref _alerts, alerts);
        telemetry.Alerts.Add(alerts);
    }

    /// <summary>Scores of records with these timestamps (ms; -1 unknown) were delivered, the sampled ones in these spans.</summary>
    public void Delivered(ReadOnlySpan<long> recordTimes, IReadOnlyList<(int Index, Activity Span)> spans)
    {
        Interlocked.Exchange(ref _lastDelivery, time.GetTimestamp());
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
        var nextSpan = 0;
        for (var i = 0; i < recordTimes.Length; i++)
        {
            var recordTime = recordTimes[i];
            while (nextSpan < spans.Count && spans[nextSpan].Index < i)
            {
                nextSpan++;
            }

            var latency = TimeSpan.FromTicks(now - (recordTime * TimeSpan.TicksPerMillisecond));
            if (recordTime >= 0 && latency <= Fresh)
            {
                _latency.Record(latency);
                Record(latency, nextSpan < spans.Count && spans[nextSpan].Index == i ? spans[nextSpan].Span : null);
            }
        }
    }

    // An exemplar points to the span that is current when its value is recorded.
    private void Record(TimeSpan latency, Activity? span)
    {
        if (span is null)
        {
            telemetry.Latency.Record(Math.Max(0, latency.TotalSeconds));
            return;
        }

        var current = Activity.Current;
        Activity.Current = span;
        telemetry.Latency.Record(Math.Max(0, latency.TotalSeconds));
        Activity.Current = current;
    }

    /// <summary>Scores so far, by bin.</summary>
    public ScoreHistogram Scores => _scores.Report();

    /// <summary>The last alerts, newest first.</summary>
    public IReadOnlyList<RecentAlert> RecentAlerts => _recentAlerts.Newest();

    /// <summary>Latencies by the stretch of time between two looks.</summary>
    public LatencyWindow OpenLatencyWindow() => new(_latency);

    /// <summary>Everything so far.</summary>
    public PipelineReport Report(long keys, long stateBytes, long steps)
    {
        var deadLetters = _deadLetters.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value);
        var (first, last) = (Interlocked.Read(ref _firstRecord), Interlocked.Read(ref _lastDelivery));
        var scored = Interlocked.Read(ref _scored);
        var dead = deadLetters.Values.Sum();
        return new PipelineReport(
            first == 0 || last < first ? TimeSpan.Zero : time.GetElapsedTime(first, last),
            scored + dead,
            scored,
            dead,
            deadLetters,
            Interlocked.Read(ref _alerts),
            keys,
            stateBytes,
            steps,
            _latency.Report());
    }
}
