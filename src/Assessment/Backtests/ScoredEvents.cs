using System.Runtime.InteropServices;

namespace Streaming.Assessment.Backtests;

/// <summary>
/// The assessed events in columns, in the order of the input: 24 bytes each and 4 for every model. One thread at a time.
/// </summary>
public sealed class ScoredEvents
{
    /// <summary>A key's first events: those that a recurrent network judges with little memory.</summary>
    public const int ColdEvents = 5;

    private const long MicrosecondsPerDay = 86_400_000_000;

    private readonly List<long> _times = [];
    private readonly List<int> _days = [];
    private readonly List<int> _keys = [];
    private readonly List<float> _amounts = [];
    private readonly List<ushort> _segments = [];
    private readonly List<sbyte> _labels = [];
    private readonly List<bool> _cold = [];
    private readonly List<float>[] _scores;

    /// <summary>No events yet.</summary>
    /// <param name="models">How many models score each event.</param>
    public ScoredEvents(int models) => _scores = [.. Enumerable.Range(0, models).Select(_ => new List<float>())];

    /// <summary>How many there are.</summary>
    public int Count => _times.Count;

    /// <summary>How many models score each.</summary>
    public int Models => _scores.Length;

    /// <summary>Names of keys, by number.</summary>
    public NameTable KeyNames { get; } = new();

    /// <summary>Names of segments, by number.</summary>
    public NameTable SegmentNames { get; } = new();

    /// <summary>Event times, microseconds since the Unix epoch.</summary>
    public ReadOnlySpan<long> Times => CollectionsMarshal.AsSpan(_times);

    /// <summary>UTC days of the event times, counted from the Unix epoch.</summary>
    public ReadOnlySpan<int> Days => CollectionsMarshal.AsSpan(_days);

    /// <summary>Numbers of keys.</summary>
    public ReadOnlySpan<int> Keys => CollectionsMarshal.AsSpan(_keys);

    /// <summary>Amounts; NaN without one.</summary>
    public ReadOnlySpan<float> Amounts => CollectionsMarshal.AsSpan(_amounts);

    /// <summary>Numbers of segments.</summary>
    public ReadOnlySpan<ushort> Segments => CollectionsMarshal.AsSpan(_segments);

    /// <summary>1 fraud, 0 genuine, -1 no label.</summary>
    public ReadOnlySpan<sbyte> Labels => CollectionsMarshal.AsSpan(_labels);

    /// <summary>Whether an event is among its key's first <see cref="ColdEvents"/>.</summary>
    public ReadOnlySpan<bool> Cold => CollectionsMarshal.AsSpan(_cold);

    /// <summary>A model's scores; NaN where it could not score an event.</summary>
    public ReadOnlySpan<float> Scores(int model) => CollectionsMarshal.AsSpan(_scores[model]);

    /// <summary>Adds an event.</summary>
    /// <param name="time">Event time, microseconds since the Unix epoch.</param>
    /// <param name="key">Its key's number in <see cref="KeyNames"/>.</param>
    /// <param name="label">1 fraud, 0 genuine, -1 no label.</param>
    /// <param name="amount">Its amount; NaN without one.</param>
    /// <param name="segment">Its segment's number in <see cref="SegmentNames"/>.</param>
    /// <param name="isCold">Whether it is among its key's first ones.</param>
    /// <param name="scores">A score per model; NaN where one could not score it.</param>
    public void Add(long time, int key, sbyte label, float amount, ushort segment, bool isCold, ReadOnlySpan<float> scores)
    {
        _times.Add(time);
        _days.Add(DayOf(time));
        _keys.Add(key);
        _labels.Add(label);
        _amounts.Add(amount);
        _segments.Add(segment);
        _cold.Add(isCold);
        for (var model = 0; model < scores.Length; model++)
        {
            _scores[model].Add(scores[model]);
        }
    }

    /// <summary>Takes the labels of events from a time on away; answers how many had one.</summary>
    public int ForgetLabelsFrom(long time)
    {
        var labels = CollectionsMarshal.AsSpan(_labels);
        var forgotten = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            if (_times[row] >= time && labels[row] >= 0)
            {
                labels[row] = -1;
                forgotten++;
            }
        }

        return forgotten;
    }

    /// <summary>The UTC day of a time, counted from the Unix epoch.</summary>
    public static int DayOf(long time) => (int)Math.DivRem(time, MicrosecondsPerDay, out var rest) - (rest < 0 ? 1 : 0);

    /// <summary>The first moment of a day.</summary>
    public static long StartOf(int day) => day * MicrosecondsPerDay;
}
