namespace Streaming.Model.Artifact;

/// <summary>A feature of the schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, in the schema's words.</param>
/// <param name="Fields">What it reads in a record.</param>
/// <param name="Columns">The columns of <c>features</c> that it fills; none for a category.</param>
public sealed record InspectedFeature(string Name, string Kind, IReadOnlyList<string> Fields, IReadOnlyList<string> Columns);
