using System.Collections.Concurrent;
using System.Diagnostics;

namespace Streaming.Inference.Tests.Support;

/// <summary>The spans that belong to the records of one test: children of its contexts, linked to them, or below such.</summary>
internal sealed class SpanLog(string traceId)
{
    private readonly ConcurrentDictionary<Activity, bool> _open = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentDictionary<ActivityTraceId, bool> _traces = new([new(ActivityTraceId.CreateFromString(traceId), true)]);

    public IReadOnlyCollection<Activity> Open => [.. _open.Keys];

    public IReadOnlyCollection<Activity> Ended => [.. _ended];

    /// <summary>A sampled traceparent of the test's own trace.</summary>
    public string Sampled(string spanId) => $"00-{traceId}-{spanId}-01";

    public ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InferenceTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = span =>
            {
                if (span.Links.Any(link => _traces.ContainsKey(link.Context.TraceId)))
                {
                    _traces[span.TraceId] = true;
                }

                if (_traces.ContainsKey(span.TraceId))
                {
                    _open[span] = true;
                }
            },
            ActivityStopped = span =>
            {
                if (_open.TryRemove(span, out _))
                {
                    _ended.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
