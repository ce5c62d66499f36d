using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>Whether a value becomes (value - mean) / deviation, and with which constants.</summary>
/// <param name="IsDeclared">Whether it does.</param>
/// <param name="Within">The category feature within which; null for overall.</param>
/// <param name="Means">One mean, or one per index of the category; null until fitted.</param>
/// <param name="Deviations">As many deviations, none below <see cref="LeastDeviation"/>.</param>
internal sealed record Standardisation(bool IsDeclared, string? Within, IReadOnlyList<double>? Means, IReadOnlyList<double>? Deviations)
{
    /// <summary>A smaller deviation is noise, and dividing by it could overflow.</summary>
    public const double LeastDeviation = 1e-9;

    public static readonly string[] Members = ["standardise", "within", "mean", "deviation"];

    public static readonly Standardisation None = new(false, null, null, null);

    public string? MissingConstant => IsDeclared && Means is null ? "mean" : null;

    public static Standardisation Read(SchemaNode feature)
    {
        var isDeclared = feature.Optional("standardise")?.Flag() ?? false;
        var within = feature.Optional("within");
        var mean = feature.Optional("mean");
        var deviation = feature.Optional("deviation");
        if (!isDeclared && (within ?? mean ?? deviation) is { } stray)
        {
            throw stray.Refusal("\"standardise\": true beside it", "none");
        }

        if (mean is null != deviation is null)
        {
            throw feature.Refusal("both \"mean\" and \"deviation\", or neither", "one of them");
        }

        var means = mean is { } m ? ReadConstants(m, within is not null, -float.MaxValue) : null;
        var deviations = deviation is { } d ? ReadConstants(d, within is not null, LeastDeviation) : null;
        return means?.Count == deviations?.Count
            ? new Standardisation(isDeclared, within?.Name(), means, deviations)
            : throw feature.Refusal("as many deviations as means", $"{deviations?.Count} and {means?.Count}");
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("standardise", IsDeclared);
        if (Within is not null)
        {
            writer.WriteString("within", Within);
        }

        Write(writer, "mean", Means);
        Write(writer, "deviation", Deviations);
    }

    private static List<double> ReadConstants(SchemaNode node, bool isWithin, double low) =>
        isWithin ? node.Items().ConvertAll(item => item.Number(low, float.MaxValue)) : [node.Number(low, float.MaxValue)];

    private void Write(Utf8JsonWriter writer, string name, IReadOnlyList<double>? constants)
    {
        if (constants is null)
        {
            return;
        }

        if (Within is null)
        {
            writer.WriteNumber(name, constants[0]);
        }
        else
        {
            writer.WriteNumbers(name, constants);
        }
    }
}
