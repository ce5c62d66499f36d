namespace Streaming.Ingest.Generator;

/// <summary>A merchant: its number says where it is and what it sells, so none is stored.</summary>
internal readonly record struct Merchant(int Number)
{
    private const int PerCategory = 24;

    public Merchant(int region, int category, ref Draw draw)
        : this((((region * MerchantCategory.Names.Count) + category) * PerCategory) + draw.Whole(0, PerCategory - 1))
    {
    }

    public int Category => Number / PerCategory % MerchantCategory.Names.Count;

    public int Region => Number / PerCategory / MerchantCategory.Names.Count;

    public bool IsOnline => Region >= Map.Cities.Length;

    /// <summary>The counter's position: within some kilometres of the city's centre.</summary>
    public Position Position => Position.Near(Region, Draw.Mix((ulong)Number + 0x5851F42D4C957F2D));
}
