namespace Streaming.Ingest.Generator;

/// <summary>The world of the generator: where cards live and travel, and the countries in which online merchants are registered.</summary>
internal static class Map
{
    /// <summary>Further apart than this, nobody gets from one place to the other between two uses of a card an hour and a half apart.</summary>
    public const double FarKilometres = 1_600;

    private static readonly string[] OnlineCountries = ["DE", "LU", "IE", "NL", "US", "GB", "CN"];
    private static readonly double[] OnlineShares = [40, 15, 14, 8, 11, 7, 5];

    public static City[] Cities { get; } =
    [
        new("DE", 52.520, 13.405, 14, 3), new("DE", 53.551, 9.994, 8, 3), new("DE", 48.137, 11.575, 8, 3), new("DE", 50.938, 6.960, 7, 2),
        new("DE", 50.110, 8.682, 6, 3), new("DE", 48.776, 9.183, 5, 1), new("DE", 51.340, 12.375, 4, 1), new("AT", 48.208, 16.373, 6, 4),
        new("CH", 47.377, 8.541, 5, 3), new("NL", 52.373, 4.893, 6, 4), new("BE", 50.850, 4.352, 4, 2), new("FR", 48.857, 2.352, 8, 6),
        new("FR", 45.764, 4.836, 3, 2), new("PL", 52.230, 21.012, 5, 2), new("CZ", 50.076, 14.438, 4, 3), new("DK", 55.676, 12.568, 3, 3),
        new("IT", 45.464, 9.190, 4, 3), new("IT", 41.903, 12.496, 0, 5), new("ES", 41.385, 2.173, 0, 6), new("ES", 39.570, 2.650, 0, 7),
        new("ES", 36.721, -4.421, 0, 3), new("PT", 38.722, -9.139, 0, 3), new("GR", 37.984, 23.728, 0, 3), new("GR", 35.339, 25.144, 0, 4),
        new("HR", 43.508, 16.440, 0, 4), new("GB", 51.507, -0.128, 0, 6), new("IE", 53.350, -6.260, 0, 1), new("SE", 59.329, 18.069, 0, 2),
        new("TR", 36.897, 30.713, 0, 5), new("TR", 41.008, 28.978, 0, 3), new("EG", 27.258, 33.812, 0, 2), new("MA", 31.630, -7.981, 0, 1),
        new("AE", 25.205, 55.271, 0, 2), new("TH", 13.756, 100.502, 0, 2), new("ID", -8.670, 115.213, 0, 1), new("JP", 35.676, 139.650, 0, 1),
        new("SG", 1.352, 103.820, 0, 1), new("US", 40.713, -74.006, 0, 3), new("US", 25.762, -80.192, 0, 2), new("US", 34.052, -118.244, 0, 1),
        new("CA", 43.653, -79.383, 0, 1), new("MX", 21.161, -86.852, 0, 1), new("BR", -23.551, -46.633, 0, 1), new("ZA", -33.925, 18.424, 0, 1),
        new("AU", -33.869, 151.209, 0, 1), new("IN", 28.614, 77.209, 0, 1), new("HK", 22.319, 114.169, 0, 1), new("RO", 44.427, 26.103, 0, 1),
    ];

    public static string[] Countries { get; } = [.. Cities.Select(city => city.Country).Concat(OnlineCountries).Distinct()];

    /// <summary>Regions of merchants: first the cities, then online.</summary>
    public static int Regions => Cities.Length + OnlineCountries.Length;

    public static double[] HomeWeights { get; } = [.. Cities.Select(city => city.Homes)];

    private static readonly double[] VisitWeights = [.. Cities.Select(city => city.Visits)];
    private static readonly int[] RegionCountry = [.. Cities.Select(city => city.Country).Concat(OnlineCountries).Select(country => Array.IndexOf(Countries, country))];
    private static readonly double[] Distances = [.. from a in Cities from b in Cities select Kilometres(a, b)];

    public static int CountryOf(int region) => RegionCountry[region];

    public static double Kilometres(int cityA, int cityB) => Distances[(cityA * Cities.Length) + cityB];

    public static int OnlineRegion(ref Draw draw) => Cities.Length + draw.Weighted(OnlineShares);

    /// <summary>Another city to visit.</summary>
    public static int Destination(int from, ref Draw draw)
    {
        int city;
        do
        {
            city = draw.Weighted(VisitWeights);
        }
        while (city == from);

        return city;
    }

    /// <summary>A city to which nobody travels within the hour: one that travellers visit too, so that the place alone says nothing.</summary>
    public static int FarFrom(int city, ref Draw draw)
    {
        int far;
        do
        {
            far = draw.Weighted(VisitWeights);
        }
        while (Kilometres(city, far) < FarKilometres);

        return far;
    }

    private static double Kilometres(City a, City b)
    {
        var (latitudeA, latitudeB) = (double.DegreesToRadians(a.Latitude), double.DegreesToRadians(b.Latitude));
        var halfLatitude = Math.Sin((latitudeB - latitudeA) / 2);
        var halfLongitude = Math.Sin(double.DegreesToRadians(b.Longitude - a.Longitude) / 2);
        var chord = (halfLatitude * halfLatitude) + (Math.Cos(latitudeA) * Math.Cos(latitudeB) * halfLongitude * halfLongitude);
        // Whole kilometres: the last bits of sine and cosine differ between machines.
        return Math.Round(2 * 6_371 * Math.Asin(Math.Min(1, Math.Sqrt(chord))));
    }
}
