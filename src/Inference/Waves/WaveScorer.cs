using Streaming.Inference.Batches;
using Streaming.Inference.State;
using Streaming.Model.Artifact;
using Streaming.Model.Encoding;
using Streaming.Model.State;
using Streaming.Model.Stepping;

namespace Streaming.Inference.Waves;

/// <summary>
/// Scores what has queued up in one lane: splits it into waves, steps them, guards every row, and changes a key's state only by a row
/// that went well. Allocates nothing per event.
/// </summary>
internal sealed class WaveScorer : IDisposable
{
    // One thread at a time: the lane's score block. Rows are numbered through the batches of one call, dead letters left out.
    private readonly StatePartition _state;
    private readonly EventEncoder _encoder;
    private readonly StepRunner _runner;
    private readonly WavePlan _plan;
    private readonly WaveMeter _meter;
    private readonly float _threshold;
    private readonly int _stateLength;
    private readonly RecordBatch[] _batches;
    private readonly int[] _batchRows;
    private readonly int[] _slots;
    private readonly long[] _streamTimes;
    private readonly float[] _newStatistics;
    private int _count;

    public WaveScorer(StepModel model, float threshold, int maxRows, StatePartition state, WaveMeter meter)
    {
        _state = state;
        _encoder = model.Encoder;
        _runner = model.CreateRunner(maxRows);
        _plan = new WavePlan(maxRows);
        _meter = meter;
        _threshold = threshold;
        _stateLength = model.StateLength;
        _batches = new RecordBatch[maxRows];
        _batchRows = new int[maxRows];
        _slots = new int[maxRows];
        _streamTimes = new long[maxRows];
        _newStatistics = new float[_encoder.StatisticsLength];
    }

    /// <summary>Scores batches in their order; together they hold at most the maximum wave.</summary>
    public void Score(IReadOnlyList<RecordBatch> batches)
    {
        _count = 0;
        for (var i = 0; i < batches.Count; i++)
        {
            Enter(batches[i]);
        }

        _plan.Split(_slots.AsSpan(0, _count));
        for (var wave = 0; wave < _plan.Count; wave++)
        {
            Step(_plan[wave]);
        }

        for (var row = 0; row < _count; row++)
        {
            _state.Settle(_slots[row]);
        }

        _state.Sweep(_count);
    }

    public void Dispose() => _runner.Dispose();

    private void Enter(RecordBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Faults[row].IsFault)
            {
                _batches[_count] = batch;
                _batchRows[_count] = row;
                _slots[_count] = _state.FindOrAdd(batch.Rows.KeyOf(row));
                _streamTimes[_count] = _state.Observe(batch.Rows.EventTimes[row]);
                _meter.Came(_streamTimes[_count] - batch.Rows.EventTimes[row]);
                _count++;
            }
        }

        _state.MoveTo(batch.Offsets[batch.Count - 1] + 1);
    }

    // A row that the runtime cannot take throws for its whole wave: halving finds it, and costs the others one more call each time.
    private void Step(ReadOnlySpan<int> rows)
    {
        try
        {
            Gather(rows);
            var began = _meter.Now();
            _runner.Step(rows.Length);
            _meter.Stepped(rows.Length, began);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (rows.Length == 1)
            {
                Refuse(rows[0], new RecordFault(FaultReason.StepFailed, e.Message));
                return;
            }

            Step(rows[..(rows.Length / 2)]);
            Step(rows[(rows.Length / 2)..]);
            return;
        }

        Scatter(rows);
    }

    private void Gather(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var (columns, row, slot) = (_batches[rows[i]].Rows, _batchRows[rows[i]], _slots[rows[i]]);
            if (_state.IsExpired(slot, _streamTimes[rows[i]]))
            {
                _encoder.FillFromState(columns, row, KeyStateHeader.New, _newStatistics);
                _runner.State(i).Clear();
            }
            else
            {
                var vector = _state.Vector(slot);
                _encoder.FillFromState(columns, row, _state.Header(slot), vector[_stateLength..]);
                vector[.._stateLength].CopyTo(_runner.State(i));
            }

            columns.FeaturesOf(row).CopyTo(_runner.Features(i));
            columns.CategoriesOf(row).CopyTo(_runner.Categories(i));
        }
    }

    private void Scatter(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (!_runner.IsFinite(i))
            {
                Refuse(rows[i], new RecordFault(FaultReason.NotFinite, "The score is not in 0..1, or the next state is not finite"));
                continue;
            }

            var (batch, row, slot) = (_batches[rows[i]], _batchRows[rows[i]], _slots[rows[i]]);
            _state.Touch(slot);
            var vector = _state.Vector(slot);
            ref var header = ref _state.Header(slot);
            if (_state.IsExpired(slot, _streamTimes[rows[i]]))
            {
                header = KeyStateHeader.New;
                vector[_stateLength..].Clear();
            }

            _runner.NextState(i).CopyTo(vector);
            header = _encoder.Advance(batch.Rows, row, header, vector[_stateLength..]);
            var score = _runner.Score(i);
            batch.Scores[row] = score;
            batch.Alerts[row] = score >= _threshold;
            batch.KeyCounts[row] = header.Count;
        }
    }

    private void Refuse(int row, RecordFault fault) => _batches[row].Faults[_batchRows[row]] = fault;
}
