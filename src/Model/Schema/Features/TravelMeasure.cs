namespace Streaming.Model.Schema.Features;

internal enum TravelMeasure
{
    /// <summary>km, or the plane's unit.</summary>
    Distance,

    /// <summary>km (or the plane's unit) per hour, over at least a minute.</summary>
    Speed,
}
