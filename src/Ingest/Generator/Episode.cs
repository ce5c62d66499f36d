namespace Streaming.Ingest.Generator;

/// <summary>One series of frauds on a card.</summary>
internal struct Episode
{
    private static readonly double[] Weights = [10, 14, 28, 10, 24, 14];
    private int _left;
    private int _large;
    private int _shift;

    /// <summary>Transactions of a mean episode: what turns a share of frauds into a chance of an episode.</summary>
    public const double MeanLength = ((10 * 7) + (14 * 6) + (28 * 2) + (10 * 6) + (24 * 1) + (14 * 1)) / 100.0;

    /// <summary>When its next fraud is; <see cref="long.MaxValue"/> if it is over.</summary>
    public long Next { get; private set; }

    private Scenario Scenario { get; set; }

    private int City { get; set; }

    public static Episode None => new() { Next = long.MaxValue };

    /// <summary>Begins after a genuine purchase at <paramref name="time"/> in <paramref name="city"/>.</summary>
    public static Episode Begin(long time, int city, int shift, ref Draw draw)
    {
        var episode = new Episode { Scenario = (Scenario)((int)Scenario.Burst + draw.Weighted(Weights)), City = city };
        (episode._left, episode._large) = episode.Scenario switch
        {
            Scenario.Burst => (draw.Whole(5, 9), 0),
            Scenario.Theft => (draw.Whole(4, 8), 0),
            Scenario.Travel => (draw.Whole(1, 3), 0),
            Scenario.Testing => (draw.Whole(3, 6), draw.Whole(1, 2)),
            _ => (1, 0),
        };
        episode._left += episode._large;
        episode._shift = shift;
        switch (episode.Scenario)
        {
            case Scenario.Travel:
                episode.City = Map.FarFrom(city, ref draw);
                episode.Next = time + (long)(draw.Between(0.2, 1.5) * DailyRhythm.Hour);
                break;
            case Scenario.OddMerchant:
                episode.Next = DailyRhythm.NextHour(time, 1, shift) + (long)(draw.Between(0, 4) * DailyRhythm.Hour);
                break;
            default:
                // Thieves keep shop hours, so that the hour alone says nothing.
                episode.Next = DailyRhythm.Next(time, 2, shift, ref draw);
                break;
        }

        return episode;
    }

    /// <summary>The fraud that is due; moves on to the next one.</summary>
    public Purchase Take(Habits habits, ref Draw draw)
    {
        var isLarge = _left <= _large;
        var purchase = Fraudster.Buy(Scenario, isLarge, City, habits, ref draw);
        _left--;
        Next = _left == 0 ? long.MaxValue : Following(ref draw);
        return purchase;
    }

    private readonly long Following(ref Draw draw) => Scenario switch
    {
        Scenario.Theft => DailyRhythm.Next(Next, 8, _shift, ref draw),
        Scenario.Burst => Later(1, 7, ref draw),
        Scenario.Travel => Later(15, 120, ref draw),
        _ when _left <= _large => Later(5, 60, ref draw),
        _ => Later(1, 6, ref draw),
    };

    private readonly long Later(double minutes, double atMost, ref Draw draw) => Next + (long)(draw.Between(minutes, atMost) * 60_000);
}
