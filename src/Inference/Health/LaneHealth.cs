using System.Numerics.Tensors;
using Streaming.Inference.Batches;

namespace Streaming.Inference.Health;

/// <summary>
/// Watches what one lane scores: every event is counted, one in sixteen is looked at closely, in a window of twelve parts that slides
/// by one of them at a time.
/// </summary>
internal sealed class LaneHealth(HealthShape shape, TimeProvider time)
{
    // The score block writes, whoever scrapes reads: both under the lock, which is taken once per call and per sampled event. The gap
    // between samples is drawn, for a fixed one could keep step with a producer's own rhythm.
    private const int Gap = 16;
    private const float Saturation = 0.95f;

    private readonly Lock _lock = new();
    private readonly HealthCounts?[] _parts = new HealthCounts?[HealthShape.Parts];
    private readonly long[] _numbers = new long[HealthShape.Parts];
    private long? _latest;
    private HealthCounts? _current;
    private uint _random = 2_463_534_242;
    private int _untilSample = 1;
    private long _scored;
    private long _alerts;
    private long _cold;

    /// <summary>The last part of the window that was written; null before the first. Any thread.</summary>
    public long? Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }
    }

    /// <summary>Scoring begins. Score block.</summary>
    /// <param name="streamTime">The partition's stream time, microseconds.</param>
    /// <param name="isSilent">Whether this is history, stepped without output: it is not counted.</param>
    public void Begin(long streamTime, bool isSilent)
    {
        _current = null;
        if (isSilent || (shape.Time == WindowTime.Event && streamTime == Model.State.KeyStateHeader.Never))
        {
            return;
        }

        var part = shape.PartOf(shape.Time == WindowTime.Event ? streamTime : Now(time));
        lock (_lock)
        {
            _current = Open(part);
        }
    }

    /// <summary>An event was scored. Score block.</summary>
    public void Scored(RecordBatch batch, int row, ReadOnlySpan<float> nextState)
    {
        if (_current is not { } counts)
        {
            return;
        }

        _scored++;
        _alerts += batch.Alerts[row] ? 1 : 0;
        _cold += batch.KeyCounts[row] == 1 ? 1 : 0;
        if (--_untilSample <= 0)
        {
            _untilSample = NextGap();
            lock (_lock)
            {
                Sample(counts, batch, row, nextState);
            }
        }
    }

    /// <summary>Scoring ends. Score block.</summary>
    public void End()
    {
        if (_current is not { } counts)
        {
            return;
        }

        lock (_lock)
        {
            counts.Scored += _scored;
            counts.Alerts += _alerts;
            counts.Cold += _cold;
        }

        _scored = _alerts = _cold = 0;
        _current = null;
    }

    /// <summary>Adds what lies in the window that ends with a part. Any thread.</summary>
    public void AddTo(HealthCounts sum, long latest)
    {
        lock (_lock)
        {
            for (var i = 0; i < _parts.Length; i++)
            {
                if (_parts[i] is { } counts && _numbers[i] > latest - HealthShape.Parts && _numbers[i] <= latest)
                {
                    sum.Add(counts);
                }
            }
        }
    }

    /// <summary>The clock, microseconds since the Unix epoch.</summary>
    public static long Now(TimeProvider time) => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private HealthCounts Open(long part)
    {
        // A clock that was set back must not throw away what there is.
        part = Math.Max(part, _latest ?? part);
        _latest = part;
        var place = (int)(((part % HealthShape.Parts) + HealthShape.Parts) % HealthShape.Parts);
        var counts = _parts[place] ??= new HealthCounts(shape);
        if (_numbers[place] != part)
        {
            counts.Clear();
            _numbers[place] = part;
        }

        return counts;
    }

    private int NextGap()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return 1 + (int)(_random % ((2 * Gap) - 1));
    }

    private void Sample(HealthCounts counts, RecordBatch batch, int row, ReadOnlySpan<float> nextState)
    {
        counts.Sampled++;
        counts.Norms += TensorPrimitives.Norm(nextState);
        foreach (var element in nextState)
        {
            counts.Saturated += Math.Abs(element) > Saturation ? 1 : 0;
        }

        var features = batch.Rows.FeaturesOf(row);
        for (var i = 0; i < features.Length; i++)
        {
            if (shape.Features[i] is { } column)
            {
                counts.Bins[column.BinOf(features[i])]++;
            }
        }

        var categories = batch.Rows.CategoriesOf(row);
        for (var i = 0; i < categories.Length; i++)
        {
            counts.Unknown[i] += categories[i] == 0 ? 1 : 0;
            if (shape.Categories[i] is { } column)
            {
                counts.Bins[column.BinOf(categories[i])]++;
            }
        }

        if (shape.Score is { } score)
        {
            counts.Bins[score.BinOf(batch.Scores[row])]++;
        }

        for (var missing = batch.Rows.Missing[row]; missing != 0; missing &= missing - 1)
        {
            counts.Missing[System.Numerics.BitOperations.TrailingZeroCount(missing)]++;
        }
    }
}
