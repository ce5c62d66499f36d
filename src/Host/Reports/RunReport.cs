using System.Text.Json.Serialization;
using Streaming.Host.CommandLine;
using Streaming.Inference.Reports;
using Streaming.Model.Artifact;

namespace Streaming.Host.Reports;

/// <summary>What a verb that scores has done: the last line of standard output with <c>--json</c>.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Seconds">From the first record consumed to the last delivery.</param>
/// <param name="Events">Records consumed: <paramref name="Scored"/> plus <paramref name="DeadLetters"/>.</param>
/// <param name="Scored">Scores delivered.</param>
/// <param name="DeadLetters">Dead letters delivered.</param>
/// <param name="Alerts">Scores at or above the threshold.</param>
/// <param name="Keys">Key states at the end.</param>
/// <param name="Steps">ONNX Runtime calls.</param>
/// <param name="EventsPerSecond">Events over seconds; 0 where there was no event.</param>
/// <param name="LatencyMs">Record timestamp to score delivered, milliseconds; null where no record was recent.</param>
/// <param name="ModelId">Which file scored.</param>
/// <param name="StateId">Whose key states it went on with.</param>
internal sealed record RunReport(
    string Verb,
    string Version,
    double Seconds,
    long Events,
    long Scored,
    long DeadLetters,
    long Alerts,
    long Keys,
    long Steps,
    double EventsPerSecond,
    LatencyReport LatencyMs,
    string ModelId,
    string StateId)
{
    /// <summary>The name that a replay's scores carry; absent elsewhere.</summary>
    [JsonIgnore]
    public string? Replay { get; init; }

    /// <summary>Where the truth is known; absent elsewhere.</summary>
    [JsonIgnore]
    public Quality? Quality { get; init; }

    /// <summary>Dead letters by reason, for people.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, long> DeadLettersByReason { get; init; } = new Dictionary<string, long>();

    /// <summary>The report of a pipeline that has ended.</summary>
    public static RunReport Of(string verb, PipelineReport pipeline, StepModel model)
    {
        var seconds = pipeline.Elapsed.TotalSeconds;
        return new RunReport(
            verb,
            ProgramVersion.Text,
            Math.Round(seconds, 3),
            pipeline.Events,
            pipeline.Scored,
            pipeline.DeadLetters,
            pipeline.Alerts,
            pipeline.Keys,
            pipeline.Steps,
            seconds > 0 ? Math.Round(pipeline.Events / seconds, 1) : 0,
            Rounded(pipeline.Latency),
            model.ModelId,
            model.StateId)
        {
            DeadLettersByReason = pipeline.DeadLettersByReason,
        };
    }

    private static LatencyReport Rounded(LatencyReport latency) =>
        new(Rounded(latency.P50), Rounded(latency.P99), Rounded(latency.P999), Rounded(latency.Max));

    private static double? Rounded(double? milliseconds) => milliseconds is { } value ? Math.Round(value, 3) : null;
}
