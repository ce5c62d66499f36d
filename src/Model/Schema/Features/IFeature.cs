using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>A declared feature: what it reads, the columns it fills, the constants it needs.</summary>
internal interface IFeature
{
    string Name { get; }

    string Kind { get; }

    /// <summary>JSON properties that it reads.</summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>Names of its columns of <c>features</c>.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>How its value is standardised; null for kinds that are not.</summary>
    Standardisation? Standardisation { get; }

    /// <summary>The member of the first constant that has not been fitted; null if the feature is fitted.</summary>
    string? MissingConstant { get; }

    /// <summary>Writes the members after name and kind.</summary>
    void Write(Utf8JsonWriter writer);
}
