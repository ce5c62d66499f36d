using System.Diagnostics;

namespace Streaming.Inference.Batches;

/// <summary>Begins spans whose parent is named, not inherited.</summary>
public static class SpanStart
{
    /// <summary>The most links a span gets; collectors cut what is beyond.</summary>
    public const int MaxLinks = 128;

    /// <summary>
    /// Begins a span under <paramref name="parent"/>, or a root. The thread's current span is neither asked nor changed: inside a dataflow
    /// block it belongs to whoever posted first.
    /// </summary>
    public static Activity? Detached(
        ActivitySource source,
        string name,
        ActivityKind kind,
        ActivityContext parent,
        IEnumerable<KeyValuePair<string, object?>> tags,
        IEnumerable<ActivityLink>? links = null,
        DateTimeOffset startTime = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var current = Activity.Current;
        Activity.Current = null;
        try
        {
            return source.StartActivity(name, kind, parent, tags, links, startTime);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    /// <summary>Ends a span, with the kind of what went wrong if something did. The thread's current span stays.</summary>
    /// <param name="span">The span; null if there is none.</param>
    /// <param name="errorType">A class of error, never a text with data in it; null if all went well.</param>
    /// <param name="endTime">When it ended; now unless given.</param>
    public static void End(Activity? span, string? errorType, DateTimeOffset? endTime = null)
    {
        if (span is null)
        {
            return;
        }

        if (errorType is not null)
        {
            span.SetTag("error.type", errorType);
            span.SetStatus(ActivityStatusCode.Error);
        }

        if (endTime is { } ended)
        {
            span.SetEndTime(ended.UtcDateTime);
        }

        var current = Activity.Current;
        span.Stop();
        Activity.Current = current == span ? null : current;
    }
}
