using Streaming.Inference.Batches;
using Streaming.Inference.Health;
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
    private readonly LaneHealth? _health;
    private readonly float _threshold;
    private readonly bool _dropsRepeats;
    private readonly RecordBatch[] _batches;
    private readonly int[] _batchRows;
    private readonly int[] _slots;
    private readonly long[] _streamTimes;
    private readonly uint[] _ids;
    private readonly int[] _wave;
    private readonly float[] _newStatistics;
    private int _count;

    public WaveScorer(StepModel model, float threshold, bool dropsRepeats, int maxRows, StatePartition state, WaveMeter meter, LaneHealth? health)
    {
        _state = state;
        _encoder = model.Encoder;
        _runner = model.CreateRunner(maxRows);
        _plan = new WavePlan(maxRows);
        _meter = meter;
        _health = health;
        _threshold = threshold;
        _dropsRepeats = dropsRepeats;
        _batches = new RecordBatch[maxRows];
        _batchRows = new int[maxRows];
        _slots = new int[maxRows];
        _streamTimes = new long[maxRows];
        _ids = new uint[maxRows];
        _wave = new int[maxRows];
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
            Step(WithoutRepeats(_plan[wave]));
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

    // Decided wave by wave, for an event and its repeat may have queued up together.
    private ReadOnlySpan<int> WithoutRepeats(ReadOnlySpan<int> rows)
    {
        if (!_dropsRepeats)
        {
            return rows;
        }

        var kept = 0;
        foreach (var row in rows)
        {
            var id = _batches[row].Rows.IdOf(_batchRows[row]);
            _ids[row] = id.IsEmpty ? 0 : RecentIds.Hash(id);
            if (_ids[row] != 0 && !IsExpired(row) && _state.RecentIds(_slots[row]).Contains(_ids[row]))
            {
                Refuse(row, new RecordFault(FaultReason.Duplicate, "The id is among the key's last ones"));
            }
            else
            {
                _wave[kept++] = row;
            }
        }

        return _wave.AsSpan(0, kept);
    }

    // A row that the runtime cannot take throws for its whole wave: halving finds it, and costs the others one more call each time.
    private void Step(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        var span = _meter.Begin(_batches[rows[0]].TraceContext, rows.Length);
        try
        {
            Gather(rows);
            var began = _meter.Now();
            _runner.Step(rows.Length);
            _meter.Stepped(rows.Length, began);
            SpanStart.End(span, errorType: null);
        }
        catch (Exception e)
        {
            SpanStart.End(span, e.GetType().FullName);
            if (e is OutOfMemoryException)
            {
                throw;
            }

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
            if (IsExpired(rows[i]))
            {
                _encoder.FillFromState(columns, row, KeyStateHeader.New, _newStatistics);
                _runner.State(i).Clear();
            }
            else
            {
                _encoder.FillFromState(columns, row, _state.Header(slot), _state.Statistics(slot));
                _state.Hidden(slot).CopyTo(_runner.State(i));
            }

            columns.FeaturesOf(row).CopyTo(_runner.Features(i));
            columns.CategoriesOf(row).CopyTo(_runner.Categories(i));
        }
    }

    private void Scatter(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (_runner.IsFinite(i))
            {
                Advance(rows[i], i);
            }
            else
            {
                Refuse(rows[i], new RecordFault(FaultReason.NotFinite, "The score is not in 0..1, or the next state is not finite"));
            }
        }
    }

    private void Advance(int row, int stepped)
    {
        var (batch, batchRow, slot) = (_batches[row], _batchRows[row], _slots[row]);
        _state.Touch(slot);
        if (IsExpired(row))
        {
            _state.StartOver(slot);
        }

        ref var header = ref _state.Header(slot);
        _runner.NextState(stepped).CopyTo(_state.Hidden(slot));
        header = _encoder.Advance(batch.Rows, batchRow, header, _state.Statistics(slot));
        _state.SourceOffset(slot) = batch.Offsets[batchRow];
        if (_dropsRepeats && _ids[row] != 0)
        {
            RecentIds.Add(_state.RecentIds(slot), _ids[row]);
        }

        var score = _runner.Score(stepped);
        batch.Scores[batchRow] = score;
        batch.Alerts[batchRow] = score >= _threshold;
        batch.KeyCounts[batchRow] = header.Count;
        _health?.Scored(batch, batchRow, _runner.NextState(stepped));
    }

    private bool IsExpired(int row) => _state.IsExpired(_slots[row], _streamTimes[row]);

    private void Refuse(int row, RecordFault fault) => _batches[row].Faults[_batchRows[row]] = fault;
}
