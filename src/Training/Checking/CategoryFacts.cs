namespace Streaming.Training.Checking;

/// <summary>How a category feature is filled.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Size">Indices, unknown or missing (0) included.</param>
/// <param name="UnknownShare">Share of the events at index 0.</param>
internal sealed record CategoryFacts(string Name, int Size, double UnknownShare);
