using System.Threading.Tasks.Dataflow;
using Streaming.Inference.Batches;
using Streaming.Inference.State;
using Streaming.Inference.Waves;

namespace Streaming.Inference.Lanes;

/// <summary>The score block's work: drains what has queued up, scores it as one, and makes the cut at a barrier.</summary>
internal sealed class ScoreStage
{
    // One thread at a time: the score block, the only one to touch the state partition.
    private readonly Lane _lane;
    private readonly StatePartition _state;
    private readonly WaveScorer _scorer;
    private readonly IReceivableSourceBlock<LaneItem> _queued;
    private readonly ITargetBlock<LaneItem> _publish;
    private readonly int _maxRows;
    private readonly Predicate<LaneItem> _fits;
    private readonly List<RecordBatch> _drained = [];
    private int _rows;

    public ScoreStage(
        Lane lane,
        StatePartition state,
        WaveScorer scorer,
        IReceivableSourceBlock<LaneItem> queued,
        ITargetBlock<LaneItem> publish,
        int maxRows)
    {
        _lane = lane;
        _state = state;
        _scorer = scorer;
        _queued = queued;
        _publish = publish;
        _maxRows = maxRows;
        _fits = item => item.Batch is { } batch && _rows + batch.Count <= _maxRows;
    }

    /// <summary>Batches taken so far, dropped ones included.</summary>
    private long Taken { get; set; }

    public async Task ScoreAsync(LaneItem item)
    {
        if (item.Barrier is { } barrier)
        {
            Cut(barrier);
            await SendAsync(item);
            return;
        }

        Drain(item);
        if (_drained.Count > 0)
        {
            _scorer.Score(_drained);
            _lane.Measure();
        }

        foreach (var batch in _drained)
        {
            await SendAsync(new LaneItem(batch, null));
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
        Taken++;
        if (batch.Epoch == _lane.Epoch)
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
        if (_lane.End is { } end && end.Epoch == _lane.Epoch && end.Batches <= Taken)
        {
            _state.MoveTo(Math.Max(_state.Position, end.Position));
        }

        barrier.Epoch = _lane.Epoch;
        barrier.Position = _state.Position;
        _state.Cut(barrier.Checkpoint);
    }

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
