using Streaming.Inference.Batches;

namespace Streaming.Inference.Ports;

/// <summary>Where scores, alerts and dead letters go.</summary>
public interface IScoreSink
{
    /// <summary>
    /// Hands over a scored batch in offset order: a score per row (and an alert where <see cref="RecordBatch.Alerts"/> says so), or a dead
    /// letter. Returns when the client has taken all of it; the batch may be reused then. Every record handed over is announced to
    /// <paramref name="deliveries"/> before, and confirmed or failed there when its delivery report comes; sealing is the caller's.
    /// Lanes call at the same time, each for its own batches; one lane's calls never overlap. A full client is waited for, not an error;
    /// cancellation ends that wait. What it throws ends the process.
    /// Under <see cref="DeliveryMode.ExactlyOnce"/> the records go into the open transaction of the <see cref="ICheckpointLog"/>: a record
    /// that cannot (the transaction or its producer is broken) is a failed delivery, never a throw, for the checkpoint will abort.
    /// </summary>
    ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken);
}
