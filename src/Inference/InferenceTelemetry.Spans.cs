using System.Diagnostics;
using System.Globalization;
using Streaming.Inference.Batches;

namespace Streaming.Inference;

/// <summary>Spans of what lanes do beside processing.</summary>
public sealed partial class InferenceTelemetry
{
    /// <summary>A checkpoint begins; null while nobody listens. It is the current span until <see cref="SpanStart.End"/>.</summary>
    internal Activity? StartCheckpoint(long number) => Spans.HasListeners()
        ? Activity.Current = SpanStart.Detached(
            Spans, "checkpoint", ActivityKind.Internal, default, [new("streaming.checkpoint.number", number)])
        : null;

    /// <summary>A partition's key states are about to be read back; null while nobody listens.</summary>
    internal Activity? StartRestore(string topic, int partition) => Spans.HasListeners()
        ? Activity.Current = SpanStart.Detached(
            Spans,
            "restore " + topic,
            ActivityKind.Internal,
            default,
            [new("messaging.destination.name", topic), new("messaging.destination.partition.id", partition.ToString(CultureInfo.InvariantCulture))])
        : null;
}
