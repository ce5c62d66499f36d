using Streaming.Assessment.Metrics;


namespace Streaming.Training.Fitting;

/// <summary>What <c>fit --json</c> ends with.</summary>
/// <param name="Verb"><c>fit</c>.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Seconds">From begin to end.</param>
/// <param name="Out">The artifact.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ModelId">First 12 hex digits of its SHA-256.</param>
/// <param name="Threshold">The cut that it holds.</param>
/// <param name="Events">Events read.</param>
/// <param name="Faults">Records that could not be decoded.</param>
/// <param name="Epochs">Passes over the training period.</param>
/// <param name="BestEpoch">The one whose weights were kept.</param>
/// <param name="EventsPerSecond">Speed of the training passes alone.</param>
/// <param name="ScoringEventsPerSecond">Speed of the artifact in waves, one thread.</param>
/// <param name="StepDifference">Greatest difference between the artifact's scores step by step and the network's.</param>
/// <param name="Validation">Figures of the validation period.</param>
internal sealed record FitSummary(
    string Verb,
    string Version,
    double Seconds,
    string Out,
    long Bytes,
    string ModelId,
    float Threshold,
    int Events,
    int Faults,
    int Epochs,
    int BestEpoch,
    double EventsPerSecond,
    double ScoringEventsPerSecond,
    double StepDifference,
    ScoreFigures Validation);
