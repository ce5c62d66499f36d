namespace Streaming.Model.Schema.Features;

internal enum DistanceMetric
{
    /// <summary>Great circle over latitude and longitude, km.</summary>
    Haversine,

    /// <summary>Straight line between x and y, in their own unit.</summary>
    Plane,
}

internal static class DistanceMetrics
{
    private const double EarthRadius = 6_371.0088;
    private static readonly string[] _words = ["haversine", "plane"];

    public static DistanceMetric Read(SchemaNode feature) =>
        feature.Optional("metric") is { } node ? (DistanceMetric)Array.IndexOf(_words, node.OneOf(_words)) : DistanceMetric.Haversine;

    public static string Word(this DistanceMetric metric) => _words[(int)metric];

    public static double Between(this DistanceMetric metric, double first1, double second1, double first2, double second2) =>
        metric == DistanceMetric.Haversine
            ? Haversine(first1, second1, first2, second2)
            : Math.Sqrt(Square(first1 - first2) + Square(second1 - second2));

    private static double Haversine(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var phi1 = double.DegreesToRadians(latitude1);
        var phi2 = double.DegreesToRadians(latitude2);
        var a = Square(Math.Sin((phi2 - phi1) / 2))
            + (Math.Cos(phi1) * Math.Cos(phi2) * Square(Math.Sin(double.DegreesToRadians(longitude2 - longitude1) / 2)));

        // Rounding may carry antipodes above 1, whose arcsine is not a number.
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    private static double Square(double value) => value * value;
}
