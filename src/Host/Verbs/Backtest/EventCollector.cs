using System.Globalization;
using System.Text;
using Streaming.Assessment.Backtests;
using Streaming.Inference.Batches;
using Streaming.Inference.Histories;
using Streaming.Model.Encoding;
using Streaming.Sink.Files;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>Takes what the models made of the records: counts it, keeps what the figures need, writes the scores.</summary>
internal sealed class EventCollector(BacktestPlan plan, IReadOnlyList<float> thresholds, LabelBook? labels, ScoreFile file)
{
    // One batch at a time: the pipeline's last block. Progress alone is read elsewhere.
    private const int MaxSegments = 1_000;

    private readonly FieldReader? _segmentField = plan.Segment is { } field ? new FieldReader(field) : null;
    private readonly byte[] _segmentText = new byte[FieldReader.MaxText];
    private readonly float[] _scores = new float[thresholds.Count];
    private readonly long[] _unscored = new long[thresholds.Count];
    private readonly SortedDictionary<string, long> _deadLetters = new(StringComparer.Ordinal);
    private readonly long _labelsFrom = plan.DropKnownCompromised is { } delay && plan.From is { } from ? from - (3 * delay.Ticks / TimeSpan.TicksPerMicrosecond) : long.MinValue;
    private char[] _id = new char[64];
    private ScoreRow _row;
    private long _streamTime = long.MinValue;
    private long _records;
    private bool _isLate;

    /// <summary>The assessed events.</summary>
    public ScoredEvents Events { get; } = new(thresholds.Count);

    /// <summary>Frauds that the first model let through.</summary>
    public NotableEvents Missed { get; } = new();

    /// <summary>Genuine events with the first model's highest scores, alerts alone.</summary>
    public NotableEvents FalseAlarms { get; } = new();

    /// <summary>Cards and times of frauds, also those before the range; empty without the filter.</summary>
    public List<(int Key, long Time)> Frauds { get; } = [];

    /// <summary>Records so far. Any thread.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <summary>The highest event time so far, microseconds; <see cref="long.MinValue"/> before the first. Any thread.</summary>
    public long StreamTime => Volatile.Read(ref _streamTime);

    public long Outside { get; private set; }

    public long Warm { get; private set; }

    public long DeadLetterCount { get; private set; }

    public IReadOnlyDictionary<string, long> DeadLetters => _deadLetters;

    /// <summary>What the first dead letter's reader expected and found: one sentence says more than a count.</summary>
    public string? FirstDetail { get; private set; }

    public int Alerts { get; private set; }

    public int WithoutLabel { get; private set; }

    public int WithoutSegment { get; private set; }

    public long Late { get; private set; }

    public long LatestBy { get; private set; }

    /// <summary>Offsets where late stretches begin, the first hundred: whether a file begins there tells files in the wrong order.</summary>
    public List<long> LateFrom { get; } = [];

    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; } = long.MinValue;

    public IReadOnlyList<long> Unscored => _unscored;

    /// <summary>Takes a batch.</summary>
    public async ValueTask TakeAsync(HistoryBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (Take(batch, row))
            {
                await file.AddAsync(_row, _scores, CancellationToken.None);
            }
        }

        Volatile.Write(ref _records, _records + batch.Count);
    }

    private bool Take(HistoryBatch batch, int row)
    {
        var first = batch[0];
        var fault = first.Faults[row];
        if (fault.IsFault && fault.Reason != HistoryRange.Outside)
        {
            CountDead(fault);
            return false;
        }

        var time = first.Rows.EventTimes[row];
        Observe(time, first.Offsets[row]);
        if (fault.IsFault)
        {
            Outside++;
            return false;
        }

        var isAssessed = time >= plan.AssessedFrom;
        var label = isAssessed || time >= _labelsFrom ? LabelOf(batch, row) : (sbyte)-1;
        var key = isAssessed || label == 1 ? Events.KeyNames.NumberOf(first.Rows.KeyOf(row)) : 0;
        if (label == 1 && plan.DropKnownCompromised is not null)
        {
            Frauds.Add((key, time));
        }

        if (!isAssessed)
        {
            Warm++;
            return false;
        }

        Assess(batch, row, label, key);
        return true;
    }

    private void Assess(HistoryBatch batch, int row, sbyte label, int key)
    {
        var first = batch[0];
        for (var model = 0; model < _scores.Length; model++)
        {
            var isScored = !batch[model].Faults[row].IsFault;
            _scores[model] = isScored ? batch[model].Scores[row] : float.NaN;
            _unscored[model] += isScored ? 0 : 1;
        }

        var time = first.Rows.EventTimes[row];
        var amount = (float)first.Rows.Amounts[row];
        (First, Last) = (Math.Min(First, time), Math.Max(Last, time));
        WithoutLabel += label < 0 ? 1 : 0;
        _row = new ScoreRow(IdOf(first, row), time, label);
        Notice(label, amount);
        Events.Add(time, key, label, amount, SegmentOf(batch, row), first.KeyCounts[row] <= ScoredEvents.ColdEvents, _scores);
    }

    // Whoever keeps it copies it: the next event's takes its place.
    private ReadOnlyMemory<char> IdOf(RecordBatch batch, int row)
    {
        var id = batch.Rows.IdOf(row);
        if (id.IsEmpty)
        {
            return batch.Offsets[row].ToString(CultureInfo.InvariantCulture).AsMemory();
        }

        if (_id.Length < id.Length)
        {
            _id = new char[id.Length];
        }

        return _id.AsMemory(0, Encoding.UTF8.GetChars(id, _id));
    }

    private void Notice(sbyte label, float amount)
    {
        var isAlert = _scores[0] >= thresholds[0];
        Alerts += isAlert ? 1 : 0;
        if (label == 1 && !isAlert)
        {
            Missed.Offer(Events.Count, _row.Id, float.IsNaN(amount) ? -_scores[0] : amount);
        }
        else if (label == 0 && isAlert)
        {
            FalseAlarms.Offer(Events.Count, _row.Id, _scores[0]);
        }
    }

    private sbyte LabelOf(HistoryBatch batch, int row) => labels?.Find(batch[0].Rows.IdOf(row)) ?? batch[0].Rows.Labels[row];

    private ushort SegmentOf(HistoryBatch batch, int row)
    {
        if (_segmentField is null)
        {
            return 0;
        }

        var length = _segmentField.Read(batch[0].ValueOf(row), _segmentText);
        if (length == 0)
        {
            WithoutSegment++;
            return (ushort)Events.SegmentNames.NumberOf("(none)"u8);
        }

        // A field with a value per event is no segment: what comes after the first thousand is one.
        return (ushort)(Events.SegmentNames.Count < MaxSegments
            ? Events.SegmentNames.NumberOf(_segmentText.AsSpan(0, length))
            : Events.SegmentNames.Find(_segmentText.AsSpan(0, length)) ?? Events.SegmentNames.NumberOf("(other)"u8));
    }

    private void Observe(long time, long offset)
    {
        if (time >= _streamTime)
        {
            Volatile.Write(ref _streamTime, time);
            _isLate = false;
            return;
        }

        Late++;
        LatestBy = Math.Max(LatestBy, _streamTime - time);
        if (!_isLate && LateFrom.Count < 100)
        {
            LateFrom.Add(offset);
        }

        _isLate = true;
    }

    private void CountDead(RecordFault fault)
    {
        DeadLetterCount++;
        FirstDetail ??= fault.Detail;
        var reason = fault.Reason ?? "";
        _deadLetters[reason] = _deadLetters.GetValueOrDefault(reason) + 1;
    }
}
