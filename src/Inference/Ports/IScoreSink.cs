using Streaming.Inference.Batches;

namespace Streaming.Inference.Ports;

/// <summary>Where scores, alerts and dead letters go.</summary>
public interface IScoreSink
{
    /// <summary>
    /// Hands over a scored batch in offset order: a score per row (and an alert where the score reaches the threshold), or a dead letter.
    /// Returns when the client has taken all of it; the batch may be reused then. Every record handed over is announced to
    /// <paramref name="deliveries"/> before, and confirmed or failed there when its delivery report comes.
    /// </summary>
    ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken);
}
