namespace Streaming.Ingest.Generator;

/// <summary>One card: its holder's purchases and, at times, someone else's.</summary>
internal sealed class Card
{
    // A model cannot know a card by its first transactions, and a bank watches a card closely after a fraud.
    private const int PurchasesBeforeFraud = 5;
    private const long DaysBetweenFrauds = 10;

    private readonly Habits _habits;
    private Draw _draw;

    // Of its own, so that frauds leave the card holder's life as it was.
    private Draw _fraudDraw;
    private Whereabouts _whereabouts;
    private Episode _episode = Episode.None;
    private long _nextGenuine;
    private long _safeUntil;
    private int _purchases;

    public Card(ulong seed, long start)
    {
        _draw = new Draw(seed);
        _fraudDraw = new Draw(Draw.Mix(~seed));
        _habits = new Habits(ref _draw);
        _whereabouts = new Whereabouts(_habits.Home, Whereabouts.FirstTrip(start, ref _draw));
        _nextGenuine = DailyRhythm.Next(start, _habits.PerDay, _habits.Shift, ref _draw);
    }

    /// <summary>When the next transaction is, ms since the Unix epoch.</summary>
    public long Next => Math.Min(_nextGenuine, _episode.Next);

    /// <summary>The transaction that is due; moves on to the next one.</summary>
    public Purchase Take(double episodeChance)
    {
        if (_episode.Next <= _nextGenuine)
        {
            _safeUntil = _episode.Next + (DaysBetweenFrauds * DailyRhythm.Day);
            return _episode.Take(_habits, ref _fraudDraw);
        }

        var now = _nextGenuine;
        var purchase = CardHolder.Buy(_habits, _whereabouts, ref _draw);
        if (++_purchases >= PurchasesBeforeFraud && now >= _safeUntil && _episode.Next == long.MaxValue && _fraudDraw.Chance(episodeChance))
        {
            _episode = Episode.Begin(now, _whereabouts.City, _habits.Shift, ref _fraudDraw);
        }

        _nextGenuine = _whereabouts.Move(now, CardHolder.Next(now, _habits, _whereabouts, ref _draw), _habits.Home, ref _draw);
        return purchase;
    }
}
