namespace Streaming.Ingest.Generator;

/// <summary>A position in ten thousandths of a degree.</summary>
internal readonly record struct Position(int Latitude, int Longitude)
{
    /// <summary>A point within about ten kilometres of a city's centre, told by <paramref name="bits"/>.</summary>
    public static Position Near(int city, ulong bits)
    {
        var centre = Map.Cities[city];
        return new(
            (int)Math.Round(centre.Latitude * 10_000) + (int)(bits % 1_601) - 800,
            (int)Math.Round(centre.Longitude * 10_000) + (int)((bits >> 32) % 2_401) - 1_200);
    }
}
