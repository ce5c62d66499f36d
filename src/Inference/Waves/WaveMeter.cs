using System.Diagnostics;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Waves;

/// <summary>Counts and times the waves of all lanes. Thread-safe.</summary>
internal sealed class WaveMeter(InferenceTelemetry telemetry, TimeProvider time)
{
    private long _steps;

    /// <summary>ONNX Runtime calls that went well.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>A moment to measure from.</summary>
    public long Now() => telemetry.StepDuration.Enabled ? time.GetTimestamp() : 0;

    /// <summary>A step begins, for rows whose first is in this span; null while nobody traces it.</summary>
    public Activity? Begin(ActivityContext parent, int rows)
    {
        // Without a parent it would be a trace of its own: one per wave, which nobody looks for.
        if (parent == default || !telemetry.Spans.HasListeners())
        {
            return null;
        }

        return Activity.Current = SpanStart.Detached(
            telemetry.Spans, "step", ActivityKind.Internal, parent, [new("streaming.wave.size", rows)]);
    }

    /// <summary>An event came so far behind its partition's stream time.</summary>
    public void Came(long microsecondsLate)
    {
        if (telemetry.Lateness.Enabled)
        {
            telemetry.Lateness.Record(microsecondsLate / 1e6);
        }
    }

    /// <summary>A wave of <paramref name="rows"/> rows was stepped since <paramref name="began"/>.</summary>
    public void Stepped(int rows, long began)
    {
        Interlocked.Increment(ref _steps);
        telemetry.WaveSize.Record(rows);
        if (telemetry.StepDuration.Enabled && began != 0)
        {
            telemetry.StepDuration.Record(time.GetElapsedTime(began).TotalSeconds);
        }
    }
}
