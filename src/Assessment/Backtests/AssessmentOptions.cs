namespace Streaming.Assessment.Backtests;

/// <summary>How scores are judged.</summary>
/// <param name="FirstDay">The range's first day, from the Unix epoch: where weeks begin.</param>
/// <param name="BySegment">Whether segments have figures of their own.</param>
/// <param name="BootstrapSamples">How often cards are resampled for intervals; 0 for no intervals.</param>
/// <param name="Filter">Which cards were known to be compromised when; null for no filtered figures.</param>
public sealed record AssessmentOptions(int FirstDay, bool BySegment = false, int BootstrapSamples = 0, KnownCompromised? Filter = null);
