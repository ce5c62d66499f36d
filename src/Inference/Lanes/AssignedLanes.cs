using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Lanes;

/// <summary>The poll thread's side of the lanes: opens, fills and closes them as the group assigns partitions.</summary>
internal sealed class AssignedLanes(
    LaneParts parts,
    LaneTable table,
    LaneOpener opener,
    Checkpointer checkpointer,
    Supervisor supervisor,
    InferenceTelemetry telemetry,
    string topic,
    TimeProvider time,
    ILogger logger) : ILanes
{
    // Poll thread only, but for the end. Handlers must not throw (the client would give up the whole assignment) and must not block
    // without bound.
    private readonly ConcurrentQueue<Task> _closing = [];
    private int _epoch;

    /// <summary>After the poll thread has ended: drops what it left, and completes when every lane has ended.</summary>
    public Task CloseAsync()
    {
        Drop(table.Remove([.. table.All.Select(lane => lane.Partition)]));
        return Task.WhenAll(_closing);
    }

    public void Assigned(IReadOnlyList<int> partitions)
    {
        Count("assigned");
        foreach (var partition in partitions)
        {
            var lane = new Lane(partition, ++_epoch, parts);
            table.Add(lane);
            supervisor.Watch($"The lane of {topic}[{partition}]", lane.Completion);
            supervisor.Watch($"Opening {topic}[{partition}]", parts.Tasks.StartNew(() => opener.OpenAsync(lane)).Unwrap());
        }
    }

    public void Revoked(IReadOnlyList<int> partitions)
    {
        Count("revoked");
        var lanes = table.Remove(partitions);
        var draining = parts.Tasks.StartNew(() => DrainAsync(lanes)).Unwrap();
        supervisor.Watch("Draining revoked partitions", draining);
        using var budget = new CancellationTokenSource(parts.Options.DrainBudget, time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, supervisor.Faulted);
        try
        {
            draining.Wait(bound.Token);
        }
        catch (OperationCanceledException)
        {
            if (budget.IsCancellationRequested)
            {
                logger.DrainCutShort(parts.Options.DrainBudget);
            }
        }
        catch (AggregateException)
        {
            // The supervisor has it.
        }

        Drop(lanes);
    }

    public void Lost(IReadOnlyList<int> partitions)
    {
        Count("lost");
        var lanes = table.Remove(partitions);
        foreach (var lane in lanes)
        {
            logger.Lost(topic, lane.Partition);
        }

        Drop(lanes);
    }

    public RecordBatch Rent(int partition)
    {
        var batch = parts.Pool.Rent();
        batch.Partition = partition;
        return batch;
    }

    public bool TryOffer(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count == 0 || !table.TryGet(batch.Partition, out var lane) || batch.Epoch != lane.Epoch)
        {
            parts.Pool.Return(batch);
            return true;
        }

        parts.Observer.Received(batch);
        return lane.TryOffer(batch);
    }

    public bool HasRoom(int partition) => !table.TryGet(partition, out var lane) || lane.HasRoom;

    public void WaitForRoom(TimeSpan timeout) => parts.Room.Wait(timeout);

    public void EndReached(int partition, long position, int epoch)
    {
        if (table.TryGet(partition, out var lane) && lane.Epoch == epoch)
        {
            lane.ReachEnd(position, epoch);
        }
    }

    // In the handler, for its partitions alone: the others go on.
    private async Task DrainAsync(IReadOnlyList<Lane> lanes)
    {
        await checkpointer.CheckpointAsync(lanes, CancellationToken.None);
        await Task.WhenAll(lanes.Select(lane => lane.CloseAsync()));
        foreach (var lane in lanes)
        {
            logger.Closed(topic, lane.Partition, lane.Committed);
        }
    }

    private void Drop(IReadOnlyList<Lane> lanes)
    {
        foreach (var lane in lanes)
        {
            _closing.Enqueue(parts.Tasks.StartNew(() => DisposeAsync(lane)).Unwrap());
        }
    }

    private static async Task DisposeAsync(Lane lane)
    {
        using (lane)
        {
            lane.Abandon();
            await lane.CloseAsync().ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Count(string kind) => telemetry.Rebalances.Add(1, new KeyValuePair<string, object?>("kind", kind));
}
