using System.Threading.Tasks.Dataflow;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Lanes;

/// <summary>The three blocks and their ends.</summary>
internal sealed partial class Lane
{
    private const int ControlItems = 4;

    private readonly TransformBlock<LaneItem, LaneItem> _decode;
    private readonly ActionBlock<LaneItem> _score;
    private readonly ActionBlock<LaneItem> _publish;
    private readonly ScoreStage _scoring;

    /// <summary>Completes when all blocks have ended; faults with the first fault of any.</summary>
    public Task Completion { get; }

    /// <summary>Sends a barrier or a rewind behind what has been offered. False when the lane has ended.</summary>
    public Task<bool> SendAsync(LaneItem control) => _decode.SendAsync(control);

    /// <summary>Takes nothing more, works off what is there, and ends.</summary>
    public Task CloseAsync()
    {
        _decode.Complete();
        return Completion;
    }

    private LaneItem Decode(DecodeStage decoding, LaneItem item)
    {
        if (item.Batch is { } batch)
        {
            _parts.Observer.Begin(batch, SilentUntil);
        }

        return decoding.Decode(item);
    }

    private void Post(RecordBatch batch)
    {
        // There is room for all that the budget lets in; so a block that refuses has ended: by a fault, which ends everything, or closed.
        if (!_decode.Post(new LaneItem(batch)))
        {
            Release(batch);
        }
    }

    private Task EndAsync() => Task.WhenAll(
        WatchAsync(_decode, static () => { }),
        WatchAsync(_score, _publish.Complete),
        WatchAsync(_publish, static () => { }));

    // Faults flow only downstream by themselves, and whoever sends to a block that died waits for ever: one fault takes all three along.
    private async Task WatchAsync(IDataflowBlock block, Action ended)
    {
        try
        {
            await block.Completion;
            ended();
        }
        catch (Exception fault)
        {
            Abandon();
            ((IDataflowBlock)_decode).Fault(fault);
            ((IDataflowBlock)_score).Fault(fault);
            ((IDataflowBlock)_publish).Fault(fault);
            throw;
        }
    }

    private ExecutionDataflowBlockOptions Bounded(int items) => new()
    {
        BoundedCapacity = items,
        MaxDegreeOfParallelism = 1,
        TaskScheduler = _parts.Tasks.Scheduler ?? TaskScheduler.Default,
    };
}
