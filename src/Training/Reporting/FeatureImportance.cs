namespace Streaming.Training.Reporting;

/// <summary>What a feature is worth: how much worse a network does when its values are dealt out anew among the events of the validation period.</summary>
/// <param name="Feature">The feature, all its columns together.</param>
/// <param name="Drop">Fall of the average precision, or of the likelihood.</param>
internal sealed record FeatureImportance(string Feature, double Drop);
