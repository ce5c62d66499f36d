namespace Streaming.Assessment.Backtests;

/// <summary>
/// The handbook's test filter: a card's events are dropped from a day on which the team knew already that the card is compromised. Labels
/// come a delay after their event. The range is cut into periods as long as the delay, which are the published test weeks for a delay of
/// seven days; known is a fraud from the training period before the delay (two delays before the period) up to the delay before the day.
/// </summary>
/// <param name="delay">From an event to its label, microseconds.</param>
/// <param name="from">The first event that is assessed, microseconds; its day begins the first period.</param>
public sealed class KnownCompromised(long delay, long from)
{
    private readonly Dictionary<int, List<long>> _frauds = [];
    private readonly long _begin = ScoredEvents.StartOf(ScoredEvents.DayOf(from));

    /// <summary>A fraud happened; also one before the first event that is assessed. In any order.</summary>
    public void Add(int key, long time)
    {
        if (!_frauds.TryGetValue(key, out var times))
        {
            _frauds.Add(key, times = []);
        }

        times.Add(time);
    }

    /// <summary>Whether the team knew, when the day of <paramref name="time"/> began.</summary>
    public bool IsKnown(int key, long time)
    {
        if (!_frauds.TryGetValue(key, out var times))
        {
            return false;
        }

        var day = ScoredEvents.StartOf(ScoredEvents.DayOf(time));
        var period = _begin + (long)Math.Floor((time - _begin) / (double)delay) * delay;
        return times.Exists(fraud => fraud >= period - (2 * delay) && fraud < day - delay);
    }
}
