namespace Streaming.Ingest.Generator;

/// <summary>What a card holder usually does; drawn once.</summary>
internal sealed class Habits
{
    private const int FavouriteCount = 10;

    public Habits(ref Draw draw)
    {
        Home = draw.Weighted(Map.HomeWeights);
        HomePosition = Position.Near(Home, draw.Next());
        Scale = Math.Clamp(20 * draw.LogNormal(0.6), 4, 120);
        PerDay = Math.Clamp(1.1 * draw.LogNormal(0.6), 0.15, 6);
        OnlineTendency = draw.Between(0.4, 1.5);
        Contactless = draw.Between(0.25, 0.85);
        Swipe = draw.Chance(0.15) ? 0.3 : 0.02;
        // Central European hours, early birds and night owls, and a few who work at night.
        Shift = 1 + draw.Whole(-2, 2) + (draw.Chance(0.04) ? 10 : 0);
        for (var slot = 0; slot < Favourites.Length; slot++)
        {
            var category = draw.Weighted(MerchantCategory.Shares);
            Favourites[slot] = new Merchant(BuysOnline(category, ref draw) ? Map.OnlineRegion(ref draw) : Home, category, ref draw);
        }
    }

    /// <summary>The city where the card lives.</summary>
    public int Home { get; }

    public Position HomePosition { get; }

    /// <summary>What the card pays at a grocery, in units of the currency.</summary>
    public double Scale { get; }

    /// <summary>Mean outings a day; some have several transactions.</summary>
    public double PerDay { get; }

    /// <summary>Hours by which the card's day is ahead of UTC.</summary>
    public int Shift { get; }

    public Merchant[] Favourites { get; } = new Merchant[FavouriteCount];

    private double OnlineTendency { get; }

    private double Contactless { get; }

    private double Swipe { get; }

    public bool BuysOnline(int category, ref Draw draw) => draw.Chance(MerchantCategory.OnlineOf(category) * OnlineTendency);

    /// <summary>How the card is used at a counter.</summary>
    public Channel Counter(int category, long cents, ref Draw draw)
    {
        if (category == MerchantCategory.Cash)
        {
            return Channel.Chip;
        }

        // Above 50 a PIN is asked for, and many insert the card.
        return draw.Chance(Swipe) ? Channel.Swipe : draw.Chance(cents > 5_000 ? Contactless / 3 : Contactless) ? Channel.Contactless : Channel.Chip;
    }

    /// <summary>A favourite, the first ones more often.</summary>
    public Merchant Favourite(ref Draw draw) => Favourites[Math.Min(draw.Whole(0, FavouriteCount - 1), draw.Whole(0, FavouriteCount - 1))];

    /// <summary>An amount of the usual size for a category, in cents.</summary>
    public long Amount(int category, double multiple, double spread, ref Draw draw) =>
        Math.Max(50, (long)(100 * Scale * MerchantCategory.AmountOf(category) * multiple * draw.LogNormal(spread)));
}
