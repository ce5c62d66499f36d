namespace Streaming.Ingest.Generator;

/// <summary>A place with merchants.</summary>
/// <param name="Country">ISO 3166 code.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Homes">Weight among the homes of card holders.</param>
/// <param name="Visits">Weight among the places they travel to.</param>
internal sealed record City(string Country, double Latitude, double Longitude, double Homes, double Visits);
