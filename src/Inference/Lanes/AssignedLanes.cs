using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;
using Streaming.Inference.Snapshots;

namespace Streaming.Inference.Lanes;

/// <summary>The poll thread's side of the lanes: opens, fills and closes them as the group assigns partitions.</summary>
internal sealed class AssignedLanes(
    LaneParts parts,
    LaneTable table,
    LaneFactory factory,
    Checkpointer checkpointer,
    LeavingSnapshots? snapshots,
    StateMemory memory,
    Supervisor supervisor,
    InferenceTelemetry telemetry,
    PipelineHistory history,
    string topic,
    TimeProvider time,
    ILogger logger) : ILanes
{
    // Poll thread only, but for the end. Handlers must not throw (the client would give up the whole assignment) and must not block
    // without bound.
    private bool _hadAssignment;

    /// <summary>After the poll thread has ended: drops what it left, and completes when every lane has ended and no port is being asked any more to open one.</summary>
    public Task CloseAsync()
    {
        Drop(table.Remove([.. table.All.Select(lane => lane.Partition)]));
        return factory.Closed;
    }

    public void Assigned(IReadOnlyList<int> partitions)
    {
        Note("assigned", partitions);
        foreach (var partition in partitions)
        {
            var lane = factory.Create(partition);
            table.Add(lane);
            factory.Open(lane, isFirstAssignment: !_hadAssignment);
        }

        _hadAssignment |= partitions.Count > 0;
    }

    public void Revoked(IReadOnlyList<int> partitions)
    {
        Note("revoked", partitions);
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
        Note("lost", partitions);
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
        if (batch.Count == 0 || !table.TryGet(batch.Partition, out var lane))
        {
            parts.Pool.Return(batch);
            return true;
        }

        lane.ReadTo(batch.Offsets[batch.Count - 1] + 1);
        if (batch.Epoch != lane.Epoch.Number)
        {
            parts.Pool.Return(batch);
            return true;
        }

        if (memory.IsExceeded())
        {
            return false;
        }

        parts.Observer.Received(batch);
        return lane.TryOffer(batch);
    }

    public bool HasRoom(int partition) => !table.TryGet(partition, out var lane) || (lane.HasRoom && !memory.IsExceeded());

    public void WaitForRoom(TimeSpan timeout) => parts.Room.Wait(timeout);

    public void EndReached(int partition, long position, int epoch)
    {
        if (table.TryGet(partition, out var lane))
        {
            lane.ReadTo(position);
            lane.ReachEnd(position, epoch);
        }
    }

    // All that was offered is before the barrier, for the poll thread is here; so nothing is lost by dropping the lanes behind it.
    private async Task DrainAsync(IReadOnlyList<Lane> lanes)
    {
        if (!await checkpointer.CheckpointAsync(lanes))
        {
            logger.DrainUndone();
        }
        else if (snapshots is not null)
        {
            await snapshots.NoteAsync(lanes);
        }

        foreach (var lane in lanes)
        {
            logger.Closed(topic, lane.Partition, lane.Committed);
        }
    }

    private void Drop(IReadOnlyList<Lane> lanes)
    {
        foreach (var lane in lanes)
        {
            factory.Drop(lane);
        }
    }

    private void Note(string kind, IReadOnlyList<int> partitions)
    {
        telemetry.Rebalances.Add(1, new KeyValuePair<string, object?>("kind", kind));
        history.Add(kind, partitions.Count == 1 ? partitions[0] : null, $"Partitions {string.Join(", ", partitions.Order())}");
    }
}
