using System.Threading.Tasks.Dataflow;
using Streaming.Inference.Batches;
using Streaming.Inference.Health;
using Streaming.Inference.Ports;
using Streaming.Inference.Restore;
using Streaming.Inference.State;

namespace Streaming.Inference.Lanes;

/// <summary>The ordered path of one partition: decode -> score -> publish, over the partition's key states.</summary>
internal sealed partial class Lane : IDisposable
{
    // The poll thread offers and tells the end; the checkpointer sends barriers and rewinds; each block runs one delegate at a time. What
    // they share is the epoch, the budget, the end and the gate; what is settled is the checkpointer's, and read by the score block only
    // at a barrier.
    private readonly LaneParts _parts;
    private readonly Lock _epochs = new();
    private readonly LaneBudget _budget;
    private readonly CancellationTokenSource _dropped = new();
    private volatile LaneEpoch _epoch;
    private volatile PartitionEnd? _end;
    private volatile HandedOver _handedOver = new(0, -1);
    private volatile LaneState _status = LaneState.Restoring;
    private volatile RestoredPartition? _restored;
    private long _offered;
    private long _reach;
    private long _keys;
    private long _stateBytes;
    private long _usedBytes;
    private long _committed = -1;

    public Lane(int partition, int epoch, LaneParts parts)
    {
        _parts = parts;
        _epoch = new LaneEpoch(epoch);
        _budget = new LaneBudget(parts.Options.LaneCapacity, parts.Options.MaxWave);
        Partition = partition;
        Health = parts.Health.Watch();
        Dropped = _dropped.Token;
        Gate = parts.IsTransactional ? new LaneGate() : null;
        _publish = new ActionBlock<LaneItem>(new PublishStage(this, parts).PublishAsync, Bounded(_budget.MaxBatches + ControlItems));
        var decoding = new DecodeStage(parts.Model.Encoder, parts.Options, parts.Keys);
        _decode = new TransformBlock<LaneItem, LaneItem>(item => Decode(decoding, item), Bounded(_budget.MaxBatches + ControlItems));

        // One item at a time: what waits stays in the decode block's output, where the score block drains it.
        _scoring = new ScoreStage(this, parts, _decode, _publish);
        _score = new ActionBlock<LaneItem>(_scoring.ScoreAsync, Bounded(1));
        _decode.LinkTo(_score, new DataflowLinkOptions { PropagateCompletion = true });
        Completion = parts.Tasks.StartNew(EndAsync).Unwrap();
    }

    /// <summary>The input partition.</summary>
    public int Partition { get; }

    /// <summary>Watches what is scored. The score block's; any thread sums it up.</summary>
    public LaneHealth Health { get; }

    /// <summary>Batches of any other epoch are dropped wherever they are.</summary>
    public LaneEpoch Epoch => _epoch;

    /// <summary>What the lane is about.</summary>
    public LaneState Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>What is being read back; null before and after. The opener's; its count is for any thread.</summary>
    public RestoredPartition? Restored
    {
        get => _restored;
        set => _restored = value;
    }

    /// <summary>Whether the lane knows where it stands, so that barriers make sense.</summary>
    public bool IsOpen => _status == LaneState.Open;

    /// <summary>Holds publishing back between transactions; null where nothing is published inside one.</summary>
    public LaneGate? Gate { get; }

    /// <summary>The group's committed offset, or null. The checkpointer's.</summary>
    public long? Committed
    {
        get => _committed < 0 ? null : _committed;
        set => Interlocked.Exchange(ref _committed, value ?? -1);
    }

    /// <summary>The same for whoever only looks. Any thread.</summary>
    public long? CommittedOffset => Interlocked.Read(ref _committed) is >= 0 and var offset ? offset : null;

    /// <summary>How far the lane has come, for whoever only looks. Set by the publish block; any thread reads.</summary>
    public HandedOver HandedOver
    {
        get => _handedOver;
        set => _handedOver = value;
    }

    /// <summary>What a rewind goes back to. The checkpointer's.</summary>
    public SettledPoint Settled { get; set; }

    /// <summary>Whether the next commit must tell restore to forget what came before. The checkpointer's.</summary>
    public bool NeedsReset { get; set; }

    /// <summary>What the changelog spanned when the lane's last checkpoint was committed, as nobody else wrote to it yet; null before, or if it was not. The drain's.</summary>
    public ChangelogRange? Left { get; set; }

    /// <summary>The key states. When the lane has ended.</summary>
    public StatePartition State => _scoring.State;

    /// <summary>Whether offset and marker are still to be committed, events or not. The checkpointer's.</summary>
    public bool NeedsMarker { get; set; }

    /// <summary>Below this offset events step states without output.</summary>
    public long SilentUntil { get; private set; }

    /// <summary>Where the consumer last stood at the partition's end, and after how many batches.</summary>
    public PartitionEnd? End => _end;

    /// <summary>How far the partition has been read, whatever became of it: an undone lane is to come back to here.</summary>
    public long Reach => Interlocked.Read(ref _reach);

    /// <summary>Cancelled when the lane's work is no longer wanted.</summary>
    public CancellationToken Dropped { get; }

    /// <summary>Whether the lane is at most half full.</summary>
    public bool HasRoom => _budget.HasRoom;

    /// <summary>Key states, as of the last wave.</summary>
    public long Keys => Interlocked.Read(ref _keys);

    /// <summary>Memory of the state store, bytes, as of the last wave.</summary>
    public long StateBytes => Interlocked.Read(ref _stateBytes);

    /// <summary>The same without what new keys could use.</summary>
    public long UsedBytes => Interlocked.Read(ref _usedBytes);

    /// <summary>Begins where the start says.</summary>
    public void Open(LaneStart start)
    {
        start.State.StandAt(start.Position, start.StreamTime);
        _scoring.Open(start.State);
        Measure(start.State);
        Committed = start.Committed;
        Settled = new SettledPoint(Checkpoint: 0, start.Position);
        _handedOver = new HandedOver(start.Position, RecordTime: -1);
        SilentUntil = start.SilentUntil;
        NeedsReset = start.NeedsReset;
        NeedsMarker = true;
        _status = LaneState.Open;
    }

    /// <summary>The partition has been read up to here, be it for an epoch that is over. Poll thread, or before the lane is known to it.</summary>
    public void ReadTo(long position) => Interlocked.Exchange(ref _reach, Math.Max(Reach, position));

    /// <summary>Takes a batch unless the lane is full. Poll thread.</summary>
    public bool TryOffer(RecordBatch batch)
    {
        if (!_budget.TryTake(batch.Weight))
        {
            return false;
        }

        _offered++;
        Post(batch);
        return true;
    }

    /// <summary>The consumer stands at the end of the partition. Poll thread.</summary>
    public void ReachEnd(long position, int epoch) => _end = new PartitionEnd(position, epoch, _offered);

    /// <summary>Gives a batch and its room back.</summary>
    public void Release(RecordBatch batch)
    {
        ProcessSpans.Leave(batch);
        _budget.Give(batch.Weight);
        _parts.Pool.Return(batch);
        _parts.Room.Set();
    }

    /// <summary>Takes note of the state's size. Score block.</summary>
    public void Measure(StatePartition state)
    {
        Interlocked.Exchange(ref _keys, state.Count);
        Interlocked.Exchange(ref _stateBytes, state.Bytes);
        Interlocked.Exchange(ref _usedBytes, state.Bytes - state.FreeBytes);
    }

    /// <summary>Begins a new epoch and sends the lane back to what is settled. Checkpointer.</summary>
    public async Task<LaneRewind> RewindAsync(int epoch)
    {
        var rewind = new LaneRewind(this, new LaneEpoch(epoch), Settled);
        if (TryBegin(rewind.Epoch))
        {
            await SendAsync(new LaneItem(null, Rewind: rewind));
        }

        return rewind;
    }

    /// <summary>Nothing that the lane holds is wanted any more: what is there is thrown away instead of scored.</summary>
    public void Abandon()
    {
        if (TryBegin(new LaneEpoch(LaneEpoch.None)))
        {
            _dropped.Cancel();
        }
    }

    public void Dispose()
    {
        _scoring.Dispose();
        _dropped.Dispose();
    }

    // An abandoned lane stays so: the poll thread drops a partition while the checkpointer may be about to send it back.
    private bool TryBegin(LaneEpoch epoch)
    {
        LaneEpoch old;
        lock (_epochs)
        {
            old = _epoch;
            if (old.Number == LaneEpoch.None)
            {
                return false;
            }

            _epoch = epoch;
        }

        old.End();
        return true;
    }
}
