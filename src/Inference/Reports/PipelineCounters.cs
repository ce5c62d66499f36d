using System.Collections.Concurrent;
using System.Diagnostics;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Reports;

/// <summary>What all lanes have handed over so far. Thread-safe; touched per batch, not per event.</summary>
internal sealed class PipelineCounters(InferenceTelemetry telemetry, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly LatencyHistogram _latency = new();
    private readonly ConcurrentDictionary<string, long> _deadLetters = new();
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
            alerts += batch.Alerts[row] ? 1 : 0;
            if (telemetry.Score.Enabled)
            {
                telemetry.Score.Record(batch.Scores[row]);
            }
        }

        Interlocked.Add(ref _scored, scored);
        Interlocked.Add(ref _alerts, alerts);
        telemetry.Alerts.Add(alerts);
    }

    /// <summary>Scores of records with these timestamps (ms; -1 unknown) were delivered.</summary>
    public void Delivered(ReadOnlySpan<long> recordTimes)
    {
        Interlocked.Exchange(ref _lastDelivery, time.GetTimestamp());
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
        foreach (var recordTime in recordTimes)
        {
            var latency = TimeSpan.FromTicks(now - (recordTime * TimeSpan.TicksPerMillisecond));
            if (recordTime >= 0 && latency <= Fresh)
            {
                _latency.Record(latency);
                telemetry.Latency.Record(Math.Max(0, latency.TotalSeconds));
            }
        }
    }

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
