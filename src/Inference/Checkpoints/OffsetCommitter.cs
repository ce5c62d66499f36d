using Microsoft.Extensions.Logging;
using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Checkpoints;

/// <summary>Commits offsets behind confirmed deliveries, and nothing else (rule 4): states are not durable.</summary>
internal sealed class OffsetCommitter(IRecordSource source, ILogger logger) : ICommitter
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IReadOnlyList<Lane> Enrol(IReadOnlyList<Lane> asked, IReadOnlyList<Lane> all) => [.. asked.Where(lane => lane.IsOpen)];

    public async Task<bool> CommitAsync(long checkpoint, IReadOnlyList<LaneBarrier> cuts)
    {
        // Nothing can be undone without a changelog: a failed delivery ends the process, and the next one reads from before it.
        if (cuts.FirstOrDefault(cut => cut.Failure is not null)?.Failure is { } failure)
        {
            throw failure;
        }

        // A cut that is not owned any more: lost meanwhile, and the offset is not ours to commit.
        var taking = cuts.Where(cut => cut is { IsHandedOver: true, IsOwned: true, IsSilent: false } && cut.Position != cut.Lane.Committed).ToList();
        if (taking.Count == 0)
        {
            return true;
        }

        try
        {
            await source.CommitAsync(taking.ConvertAll(cut => new PartitionOffset(cut.Lane.Partition, cut.Position)), CancellationToken.None);
        }
        catch (Exception refusal) when (refusal is not OperationCanceledException)
        {
            logger.CommitRefused(refusal);
            return false;
        }

        taking.ForEach(cut => cut.Lane.Committed = cut.Position);
        return true;
    }

    public void GoOn(IReadOnlyList<Lane> all)
    {
    }
}
