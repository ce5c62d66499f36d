using Microsoft.Extensions.Logging;
using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Checkpoints;

/// <summary>Makes checkpoints: a barrier through the lanes, then the offsets behind it.</summary>
internal sealed class Checkpointer(IRecordSource source, InferenceOptions options, InferenceTelemetry telemetry, TimeProvider time, ILogger logger)
    : IDisposable
{
    private const int DrainAttempts = 10;

    // One checkpoint at a time; scoring goes on meanwhile.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _number;

    /// <summary>Makes a checkpoint of all lanes every interval until asked to stop.</summary>
    public async Task RunAsync(LaneTable lanes, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.CheckpointInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await CheckpointAsync(lanes.All, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The drain makes the last one.
        }
    }

    /// <summary>
    /// Makes a checkpoint of some lanes. False when the group refused its offsets; throws when a delivery has failed: an offset must not
    /// pass it.
    /// </summary>
    public async Task<bool> CheckpointAsync(IReadOnlyList<Lane> lanes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var began = time.GetTimestamp();
            var cuts = await CutAsync(lanes, ++_number);
            var isCommitted = await CommitAsync(cuts);
            telemetry.CheckpointDuration.Record(time.GetElapsedTime(began).TotalSeconds);
            return isCommitted;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the last checkpoint of all lanes. Throws when the group goes on refusing: an end that loses offsets is no good end.</summary>
    public async Task DrainAsync(LaneTable lanes)
    {
        for (var attempt = 1; !await CheckpointAsync(lanes.All, CancellationToken.None); attempt++)
        {
            if (attempt == DrainAttempts)
            {
                throw new InvalidOperationException("The group refused the last offsets; the next start scores their records again.");
            }

            await Task.Delay(options.CheckpointInterval, time, CancellationToken.None);
        }
    }

    public void Dispose() => _turn.Dispose();

    private static async Task<List<LaneBarrier>> CutAsync(IReadOnlyList<Lane> lanes, long number)
    {
        List<LaneBarrier> sent = [];
        foreach (var lane in lanes)
        {
            var barrier = new LaneBarrier(lane, number);
            if (lane.IsOpen && await lane.SendAsync(barrier, lane.Dropped))
            {
                sent.Add(barrier);
            }
        }

        List<LaneBarrier> cuts = [];
        foreach (var barrier in sent)
        {
            try
            {
                await barrier.HandedOver.WaitAsync(barrier.Lane.Dropped);
                cuts.Add(barrier);
            }
            catch (OperationCanceledException) when (barrier.Lane.Dropped.IsCancellationRequested)
            {
                // Lost meanwhile: its offsets are not ours to commit.
            }
        }

        return cuts;
    }

    private async Task<bool> CommitAsync(List<LaneBarrier> cuts)
    {
        // An epoch that has changed since the cut: lost or dropped meanwhile, and the offsets are not ours to commit.
        var moved = cuts.Where(cut => cut.Epoch == cut.Lane.Epoch && cut.Position != cut.Lane.Committed).ToList();
        if (moved.Count == 0)
        {
            return true;
        }

        try
        {
            await source.CommitAsync(moved.ConvertAll(cut => new PartitionOffset(cut.Lane.Partition, cut.Position)), CancellationToken.None);
            moved.ForEach(cut => cut.Lane.Committed = cut.Position);
            return true;
        }
        catch (Exception refusal) when (refusal is not OperationCanceledException)
        {
            logger.CommitRefused(refusal);
            return false;
        }
    }
}
