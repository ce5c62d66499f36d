using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>
/// A number against the key's own history of it: mean and deviation, exponentially decayed by event time, drawn towards the
/// population's while the history is short.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The JSON property that it reads.</param>
/// <param name="Missing">The output where the field is missing; null: the field is required.</param>
/// <param name="Transform">Applied before anything is kept or compared.</param>
/// <param name="HalfLifeSeconds">The event time in which a past event loses half of its weight.</param>
/// <param name="Measure">What is told of the history.</param>
/// <param name="Prior">The population's weight, in events.</param>
/// <param name="Clip">The output's largest size.</param>
/// <param name="PopulationMean">Mean of the transformed number in training; null until fitted.</param>
/// <param name="PopulationDeviation">Its deviation.</param>
internal sealed record RunningFeature(
    string Name,
    string Field,
    double? Missing,
    NumericTransform Transform,
    double HalfLifeSeconds,
    RunningMeasure Measure,
    double Prior,
    double Clip,
    double? PopulationMean,
    double? PopulationDeviation) : IFeature
{
    public const string Word = "running";
    private static readonly string[] _measures = ["z-score", "difference", "mean", "deviation"];

    public string Kind => Word;

    public IReadOnlyList<string> Fields { get; } = [Field];

    public IReadOnlyList<string> Columns { get; } = [Name];

    public Standardisation? Standardisation => null;

    public string? MissingConstant => PopulationMean is null ? "mean" : null;

    public static RunningFeature Read(SchemaNode node, string name)
    {
        node.RequireMembers("name", "kind", "field", "missing", "transform", "halfLife", "measure", "prior", "clip", "mean", "deviation");
        var mean = node.Optional("mean");
        var deviation = node.Optional("deviation");
        if (mean is null != deviation is null)
        {
            throw node.Refusal("both \"mean\" and \"deviation\", or neither", "one of them");
        }

        return new RunningFeature(
            name,
            node.Required("field").Name(),
            node.Optional("missing")?.Number(-1e9, 1e9),
            NumericTransforms.Read(node),
            DurationText.ReadSeconds(node.Required("halfLife")),
            (RunningMeasure)Array.IndexOf(_measures, node.Required("measure").OneOf(_measures)),
            node.Optional("prior")?.Number(1e-3, 1e6) ?? 1,
            node.Optional("clip")?.Number(1e-3, 1e9) ?? 10,
            mean?.Number(-float.MaxValue, float.MaxValue),
            deviation?.Number(Features.Standardisation.LeastDeviation, float.MaxValue));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("field", Field);
        writer.WriteIfThere("missing", Missing);
        writer.WriteString("transform", Transform.Word());
        writer.WriteString("halfLife", DurationText.Write(HalfLifeSeconds));
        writer.WriteString("measure", _measures[(int)Measure]);
        writer.WriteNumber("prior", Prior);
        writer.WriteNumber("clip", Clip);
        writer.WriteIfThere("mean", PopulationMean);
        writer.WriteIfThere("deviation", PopulationDeviation);
    }
}
