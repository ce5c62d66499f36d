using System.Threading.Tasks.Dataflow;
using Streaming.Inference.Batches;
using Streaming.Inference.State;
using Streaming.Inference.Waves;
using Streaming.Model.State;

namespace Streaming.Inference.Lanes;

/// <summary>The ordered path of one partition: decode -> score -> publish, over the partition's key states.</summary>
internal sealed class Lane : IDisposable
{
    // The poll thread offers and tells the end; the checkpointer sends barriers; each block runs one delegate at a time; only the score
    // block touches the state. What they share beyond that is the epoch, the budget and the end, each written by one side.
    private const int ControlItems = 4;
    private const int NoEpoch = -1;

    private readonly BatchPool _pool;
    private readonly RoomSignal _room;
    private readonly LaneBudget _budget;
    private readonly StatePartition _state;
    private readonly WaveScorer _scorer;
    private readonly TransformBlock<LaneItem, LaneItem> _decode;
    private readonly ActionBlock<LaneItem> _score;
    private readonly ActionBlock<LaneItem> _publish;
    private readonly CancellationTokenSource _dropped = new();
    private volatile int _epoch;
    private volatile PartitionEnd? _end;
    private volatile bool _isOpen;
    private long _offered;
    private long _keys;
    private long _stateBytes;

    public Lane(int partition, int epoch, LaneParts parts)
    {
        var options = parts.Options;
        Partition = partition;
        _epoch = epoch;
        _pool = parts.Pool;
        _room = parts.Room;
        _budget = new LaneBudget(options.LaneCapacity, options.MaxWave);
        _state = new StatePartition(
            parts.Model.StateLength + parts.Model.Encoder.StatisticsLength,
            options.StateTtl,
            undoable: parts.IsDurable);
        _scorer = new WaveScorer(parts.Model, options.Threshold ?? parts.Model.Threshold, options.MaxWave, _state, parts.Meter);

        var decode = new DecodeStage(parts.Model.Encoder, options.MaxAhead);
        var publish = new PublishStage(this, parts.Sink, parts.Deliveries, parts.Observer);
        _publish = new ActionBlock<LaneItem>(publish.PublishAsync, Block(_budget.MaxBatches + ControlItems));
        _decode = new TransformBlock<LaneItem, LaneItem>(decode.Decode, Block(_budget.MaxBatches + ControlItems));

        // One item at a time: what waits stays in the decode block's output, where the score block drains it.
        var score = new ScoreStage(this, _state, _scorer, _decode, _publish, options.MaxWave);
        _score = new ActionBlock<LaneItem>(score.ScoreAsync, Block(1));
        _decode.LinkTo(_score, new DataflowLinkOptions { PropagateCompletion = true });
        Completion = parts.Tasks.StartNew(EndAsync).Unwrap();

        ExecutionDataflowBlockOptions Block(int items) => new()
        {
            BoundedCapacity = items,
            MaxDegreeOfParallelism = 1,
            TaskScheduler = parts.Tasks.Scheduler ?? TaskScheduler.Default,
        };
    }

    /// <summary>The input partition.</summary>
    public int Partition { get; }

    /// <summary>Batches of any other epoch are dropped wherever they are.</summary>
    public int Epoch => _epoch;

    /// <summary>The last committed offset, or null; the checkpointer's.</summary>
    public long? Committed { get; set; }

    /// <summary>Where the consumer last stood at the partition's end, unless it was offered more since.</summary>
    public PartitionEnd? End => _end;

    /// <summary>Cancelled when the lane's work is no longer wanted.</summary>
    public CancellationToken Dropped => _dropped.Token;

    /// <summary>Whether the lane is at most half full.</summary>
    public bool HasRoom => _budget.HasRoom;

    /// <summary>Key states, as of the last wave.</summary>
    public long Keys => Interlocked.Read(ref _keys);

    /// <summary>Memory of the state store, bytes, as of the last wave.</summary>
    public long StateBytes => Interlocked.Read(ref _stateBytes);

    /// <summary>Completes when all three blocks have ended; faults with the first fault of any.</summary>
    public Task Completion { get; }

    /// <summary>Whether the lane knows where it stands, so that barriers make sense.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Begins at an offset with empty states.</summary>
    public void Open(long position)
    {
        _state.StandAt(position, KeyStateHeader.Never);
        _isOpen = true;
    }

    /// <summary>Takes a batch unless the lane is full. Poll thread.</summary>
    public bool TryOffer(RecordBatch batch)
    {
        var weight = batch.Weight;
        if (!_budget.TryTake(weight))
        {
            return false;
        }

        _offered++;
        if (!_decode.Post(new LaneItem(batch, null)))
        {
            // There is room for all that the budget lets in, so the block has ended: by a fault, which ends everything, or closed.
            Release(batch);
        }

        return true;
    }

    /// <summary>The consumer stands at the end of the partition. Poll thread.</summary>
    public void ReachEnd(long position, int epoch) => _end = new PartitionEnd(position, epoch, _offered);

    /// <summary>Sends a barrier behind what has been offered. False when the lane has ended.</summary>
    public Task<bool> SendAsync(LaneBarrier barrier, CancellationToken cancellationToken) =>
        _decode.SendAsync(new LaneItem(null, barrier), cancellationToken);

    /// <summary>Gives a batch and its room back.</summary>
    public void Release(RecordBatch batch)
    {
        _budget.Give(batch.Weight);
        _pool.Return(batch);
        _room.Set();
    }

    /// <summary>Takes note of the state's size. Score block.</summary>
    public void Measure()
    {
        Interlocked.Exchange(ref _keys, _state.Count);
        Interlocked.Exchange(ref _stateBytes, _state.Bytes);
    }

    /// <summary>Takes nothing more, works off what is there, and ends.</summary>
    public Task CloseAsync()
    {
        _decode.Complete();
        return Completion;
    }

    /// <summary>Nothing that the lane holds is wanted any more: what is there is thrown away instead of scored.</summary>
    public void Abandon()
    {
        _epoch = NoEpoch;
        _dropped.Cancel();
    }

    public void Dispose()
    {
        _scorer.Dispose();
        _dropped.Dispose();
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
}
