namespace Streaming.Ingest.Generator;

/// <summary>The genuine purchases of one card.</summary>
internal static class CardHolder
{
    private const double OutingGoesOn = 0.15;

    /// <summary>What is bought now.</summary>
    public static Purchase Buy(Habits habits, in Whereabouts whereabouts, ref Draw draw)
    {
        var merchant = Choose(habits, whereabouts, ref draw);
        // Now and then something large is bought, or life costs more than it should: amounts alone convict nobody.
        var multiple = draw.Chance(0.004) ? draw.Between(3, 10) : whereabouts.IsAway ? 1.25 : 1;
        var cents = habits.Amount(merchant.Category, multiple, 0.4, ref draw);
        return merchant.IsOnline
            ? new(merchant, cents, Device(habits, whereabouts, ref draw), Channel.Online, Scenario.Genuine)
            : new(merchant, cents, merchant.Position, habits.Counter(merchant.Category, cents, ref draw), Scenario.Genuine);
    }

    /// <summary>When the next purchase is: soon, on the same outing, or on another.</summary>
    public static long Next(long time, Habits habits, in Whereabouts whereabouts, ref Draw draw) => draw.Chance(OutingGoesOn)
        ? time + (long)(draw.Between(2, 30) * 60_000)
        : DailyRhythm.Next(time, whereabouts.IsAway ? habits.PerDay * 1.6 : habits.PerDay, habits.Shift, ref draw);

    private static Merchant Choose(Habits habits, in Whereabouts whereabouts, ref Draw draw)
    {
        if (draw.Chance(0.7))
        {
            var favourite = habits.Favourite(ref draw);
            if (favourite.IsOnline || !whereabouts.IsAway)
            {
                return favourite;
            }
        }

        var category = draw.Weighted(MerchantCategory.Shares);
        return new Merchant(habits.BuysOnline(category, ref draw) ? Map.OnlineRegion(ref draw) : whereabouts.City, category, ref draw);
    }

    // Online the position is the device's; a few come out of a network far away.
    private static Position Device(Habits habits, in Whereabouts whereabouts, ref Draw draw) =>
        draw.Chance(0.006) ? Position.Near(Map.Destination(whereabouts.City, ref draw), draw.Next())
        : whereabouts.IsAway ? Position.Near(whereabouts.City, draw.Next())
        : habits.HomePosition;
}
