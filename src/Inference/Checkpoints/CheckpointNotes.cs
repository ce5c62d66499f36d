using Microsoft.Extensions.Logging;
using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;

namespace Streaming.Inference.Checkpoints;

/// <summary>What is told and counted about the ends of checkpoints; gives up when deliveries fail again and again.</summary>
internal sealed class CheckpointNotes(InferenceTelemetry telemetry, PipelineHistory history, string topic, ILogger logger)
{
    // A topic that is gone stays gone: undone and scored again, its scores would fail for ever.
    private const int FailedDeliveries = 3;

    private int _failures;

    /// <summary>Whether all was delivered before a commit. Throws when that failed for the third time in a row.</summary>
    public void Delivered(IReadOnlyList<LaneBarrier> broken)
    {
        var failed = broken.FirstOrDefault(cut => cut.Failure is not null);
        if (failed?.Failure is not { } failure)
        {
            _failures = 0;
            return;
        }

        if (++_failures == FailedDeliveries)
        {
            throw failure;
        }

        Count("undelivered");
        logger.NotDelivered(failure, topic, failed.Lane.Partition);
    }

    /// <summary>A transaction was aborted and is sent once more.</summary>
    public void TriedAgain(CommitOutcome outcome)
    {
        Count("tried-again");
        logger.CheckpointTriedAgain(outcome.Reason);
    }

    /// <summary>A transaction ended.</summary>
    public void Settled(CommitOutcome outcome)
    {
        switch (outcome.Status)
        {
            case CommitStatus.Committed:
                Count("committed");
                break;
            case CommitStatus.Abortable:
                Count("aborted");
                history.Add("checkpoint-aborted", null, outcome.Reason ?? "");
                logger.CheckpointAborted(outcome.Reason);
                break;
            default:
                Count("unknown");
                history.Add("checkpoint-unknown", null, outcome.Reason ?? "");
                logger.CheckpointUnknown(outcome.Reason);
                break;
        }
    }

    /// <summary>An unknown outcome is known.</summary>
    public void Resolved(int committed, int undone, int restored) => logger.CheckpointResolved(committed, undone, restored);

    private void Count(string outcome) => telemetry.Checkpoints.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
