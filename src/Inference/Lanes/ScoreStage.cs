using System.Threading.Tasks.Dataflow;
using Streaming.Inference.Batches;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.State;
using Streaming.Inference.Waves;

namespace Streaming.Inference.Lanes;

/// <summary>The score block's work: drains what has queued up, scores it as one, makes the cut at a barrier, undoes at a rewind.</summary>
internal sealed class ScoreStage : IDisposable
{
    // One thread at a time: the score block, the only one to touch the state partition. A lane gets nothing to do before it is open.
    private const int SweptAtCut = 4_096;

    private readonly Lane _lane;
    private readonly LaneParts _parts;
    private readonly ChangelogCodec? _changelog;
    private readonly ChangelogRecords _changes = new();
    private readonly IReceivableSourceBlock<LaneItem> _queued;
    private readonly ITargetBlock<LaneItem> _publish;
    private readonly int _maxRows;
    private readonly Predicate<LaneItem> _fits;
    private readonly List<RecordBatch> _drained = [];
    private StatePartition? _state;
    private WaveScorer? _scorer;
    private int _rows;
    private long _taken;

    public ScoreStage(Lane lane, LaneParts parts, IReceivableSourceBlock<LaneItem> queued, ITargetBlock<LaneItem> publish)
    {
        _lane = lane;
        _parts = parts;
        _changelog = parts.Changelog;
        _queued = queued;
        _publish = publish;
        _maxRows = parts.Options.MaxWave;
        _fits = item => item.Batch is { } batch && _rows + batch.Count <= _maxRows;
    }

    /// <summary>The key states; for others only once the block has ended.</summary>
    public StatePartition State => _state ?? throw NotOpen();

    private WaveScorer Scorer => _scorer ?? throw NotOpen();

    /// <summary>Takes the key states over. Before the first item.</summary>
    public void Open(StatePartition state)
    {
        var options = _parts.Options;
        _state = state;
        _scorer = new WaveScorer(
            _parts.Model,
            options.Threshold ?? _parts.Model.Threshold,
            options.DropRepeats,
            options.MaxWave,
            state,
            _parts.Meter,
            _lane.Health);
    }

    public async Task ScoreAsync(LaneItem item)
    {
        if (item.Look is { } look)
        {
            look.Answer(_lane.Partition, State);
            return;
        }

        if (item.Batch is null)
        {
            if (item.Barrier is { } barrier)
            {
                Cut(barrier);
            }
            else if (item.Rewind is { } rewind)
            {
                Undo(rewind);
            }

            await SendAsync(item);
            return;
        }

        Drain(item);
        if (_drained.Count > 0)
        {
            _lane.Health.Begin(State.StreamTime, isSilent: State.Position < _lane.SilentUntil);
            Score();
            _lane.Health.End();
            _lane.Measure(State);
        }

        foreach (var batch in _drained)
        {
            await SendAsync(new LaneItem(batch));
        }
    }

    public void Dispose() => _scorer?.Dispose();

    private void Score()
    {
        try
        {
            Scorer.Score(_drained);
        }
        catch (Exception failure)
        {
            // The graph ends with it; the spans of what was being scored say why.
            _drained.ForEach(batch => _parts.Observer.Failed(batch, failure));
            throw;
        }
    }

    // What has queued up while the last wave ran goes into the next: no waiting when little is there, full waves when much is.
    private void Drain(LaneItem item)
    {
        _drained.Clear();
        _rows = 0;
        do
        {
            if (item.Batch is { } batch)
            {
                Take(batch);
            }
        }
        while (_rows < _maxRows && _queued.TryReceive(_fits, out item));
    }

    private void Take(RecordBatch batch)
    {
        _taken++;
        if (batch.Epoch == _lane.Epoch.Number)
        {
            _rows += batch.Count;
            _drained.Add(batch);
        }
        else
        {
            _lane.Release(batch);
        }
    }

    private void Cut(LaneBarrier barrier)
    {
        // Everything offered before the end was seen has been scored: then the consumer's position is committable, which counts the
        // control records behind the last record.
        if (_lane.End is { } end && end.Epoch == _lane.Epoch.Number && end.Batches <= _taken)
        {
            State.MoveTo(Math.Max(State.Position, end.Position));
        }

        barrier.Epoch = _lane.Epoch.Number;
        barrier.Position = State.Position;
        barrier.StreamTime = State.StreamTime;
        State.Cut(barrier.Checkpoint);
        if (_changelog is not null)
        {
            barrier.Changes = Copy(_changelog);
        }

        State.Sweep(SweptAtCut);
    }

    // The last cut's copies are used up: its checkpoint is settled before the next barrier is sent.
    private ChangelogRecords Copy(ChangelogCodec changelog)
    {
        _changes.Clear();
        if (_lane.NeedsReset)
        {
            changelog.AddReset(_changes);
        }

        State.CopyTouched(changelog, _changes);
        return _changes;
    }

    private void Undo(LaneRewind rewind)
    {
        State.UndoTo(rewind.Target.Checkpoint);
        if (State.Position != rewind.Target.Position)
        {
            throw new InvalidOperationException(
                $"Undo to checkpoint {rewind.Target.Checkpoint} ends at offset {State.Position}, which was committed at {rewind.Target.Position}.");
        }
    }

    private static InvalidOperationException NotOpen() => new("The lane is not open.");

    private async ValueTask SendAsync(LaneItem item)
    {
        if (!await _publish.SendAsync(item))
        {
            // It has ended; if by a fault, that is the one to show.
            await _publish.Completion;
            throw new InvalidOperationException("The publish block ended before the score block.");
        }
    }
}
