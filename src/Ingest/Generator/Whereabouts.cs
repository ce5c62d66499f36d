namespace Streaming.Ingest.Generator;

/// <summary>Where the card holder is: at home, or on a trip that takes its time to get there and back.</summary>
internal struct Whereabouts(int home, long nextTrip)
{
    private const double KilometresPerHour = 650;
    private const long DaysBetweenTrips = 90;

    private bool _isAway;
    private long _change = nextTrip;

    /// <summary>The city.</summary>
    public int City { get; private set; } = home;

    /// <summary>Whether the card holder is travelling.</summary>
    public readonly bool IsAway => _isAway;

    public static long FirstTrip(long start, ref Draw draw) => start + (long)(draw.Exponential() * DaysBetweenTrips * DailyRhythm.Day);

    /// <summary>Leaves or returns if it is time to; answers when the next transaction can be, for nobody buys while flying.</summary>
    public long Move(long last, long next, int home, ref Draw draw)
    {
        if (next < _change)
        {
            return next;
        }

        var departure = Math.Max(_change, last);
        var destination = _isAway ? home : Map.Destination(home, ref draw);
        var arrival = departure + (long)((2 + (Map.Kilometres(City, destination) / KilometresPerHour)) * DailyRhythm.Hour);
        City = destination;
        _isAway = !_isAway;
        var stay = _isAway ? draw.Between(2, 14) : draw.Exponential() * DaysBetweenTrips;
        _change = arrival + (long)(stay * DailyRhythm.Day);
        return Math.Max(next, arrival + (long)(draw.Between(0, 3) * DailyRhythm.Hour));
    }
}
