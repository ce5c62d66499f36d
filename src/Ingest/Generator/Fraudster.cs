namespace Streaming.Ingest.Generator;

/// <summary>The frauds. Each overlaps with genuine purchases in every single field; most stand out only against the card's own history.</summary>
internal static class Fraudster
{
    private static readonly int[] Tested = [MerchantCategory.Digital, MerchantCategory.Digital, 3, 8];
    private static readonly int[] Resold = [MerchantCategory.Electronics, MerchantCategory.Electronics, MerchantCategory.Jewelry, MerchantCategory.Travel, 5, 7];
    private static readonly int[] Odd = [MerchantCategory.Jewelry, MerchantCategory.Gambling, MerchantCategory.Gambling, MerchantCategory.Cash];

    /// <summary>One fraud of a scenario in a city; <paramref name="isLarge"/> marks what card testing ends with.</summary>
    public static Purchase Buy(Scenario scenario, bool isLarge, int city, Habits habits, ref Draw draw) => scenario switch
    {
        Scenario.Burst => Spend(scenario, Stolen(ref draw), 1.1, 0.4, 0.3, city, habits, ref draw),
        Scenario.Theft => Spend(scenario, Stolen(ref draw), 3, 0.3, 0.1, city, habits, ref draw),
        Scenario.Travel => Spend(scenario, Stolen(ref draw), 1.2, 0.4, 0, city, habits, ref draw),
        Scenario.Testing when isLarge => Spend(scenario, One(Resold, ref draw), draw.Between(2.5, 6), 0.2, 1, city, habits, ref draw),
        Scenario.Testing => Test(One(Tested, ref draw), city, habits, ref draw),
        Scenario.HighAmount => Spend(scenario, One(Resold, ref draw), draw.Between(8, 25), 0.2, 0.5, city, habits, ref draw),
        _ => Spend(scenario, One(Odd, ref draw), draw.Between(1.5, 4), 0.3, 0.4, Map.Destination(city, ref draw), habits, ref draw),
    };

    private static Purchase Spend(
        Scenario scenario, int category, double multiple, double spread, double online, int city, Habits habits, ref Draw draw)
    {
        var cents = habits.Amount(category, multiple, spread, ref draw);
        if (category != MerchantCategory.Cash && draw.Chance(online))
        {
            return new(new Merchant(Map.OnlineRegion(ref draw), category, ref draw), cents, Device(city, ref draw), Channel.Online, scenario);
        }

        var merchant = new Merchant(city, category, ref draw);
        return new(merchant, cents, merchant.Position, habits.Counter(category, cents, ref draw), scenario);
    }

    private static Purchase Test(int category, int city, Habits habits, ref Draw draw) => new(
        new Merchant(Map.OnlineRegion(ref draw), category, ref draw),
        draw.Whole(50, 400),
        draw.Chance(0.5) ? habits.HomePosition : Device(city, ref draw),
        Channel.Online,
        Scenario.Testing);

    // Most hide behind an address in the card's own city.
    private static Position Device(int city, ref Draw draw) =>
        Position.Near(draw.Chance(0.25) ? Map.Destination(city, ref draw) : city, draw.Next());

    private static int Stolen(ref Draw draw) => draw.Weighted(MerchantCategory.StolenShares);

    private static int One(int[] categories, ref Draw draw) => categories[draw.Whole(0, categories.Length - 1)];
}
