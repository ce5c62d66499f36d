namespace Streaming.Inference.Health;

/// <summary>How the model behaves: scored events of a sliding window.</summary>
/// <param name="WindowSeconds">The window's length.</param>
/// <param name="Scored">Scored events in it.</param>
/// <param name="Sampled">Those that were looked at closely.</param>
/// <param name="AlertShare">Share of alerts; null without events, as the others.</param>
/// <param name="ColdStartShare">Share of events that were their key's first.</param>
/// <param name="StateNorm">Mean Euclidean norm of the hidden state after an event.</param>
/// <param name="StateSaturation">Share of its elements beyond 0.95 either way.</param>
/// <param name="UnknownCategories">By category: share of events whose value is unknown or missing.</param>
/// <param name="MissingFields">By field that features are made of: share of events that miss it.</param>
/// <param name="Drift">
/// Population stability index against training, by column of <c>features</c>, category, and <c>score</c>; empty where the artifact says
/// nothing of training, or with fewer than 500 sampled.
/// </param>
public sealed record ModelHealthReport(
    double WindowSeconds,
    long Scored,
    long Sampled,
    double? AlertShare,
    double? ColdStartShare,
    double? StateNorm,
    double? StateSaturation,
    IReadOnlyDictionary<string, double> UnknownCategories,
    IReadOnlyDictionary<string, double> MissingFields,
    IReadOnlyDictionary<string, double> Drift);
