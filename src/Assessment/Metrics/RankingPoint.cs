namespace Streaming.Assessment.Metrics;

/// <summary>What a threshold would catch.</summary>
/// <param name="Threshold">The cut: scores at or above it are alerts.</param>
/// <param name="Alerts">How many are.</param>
/// <param name="Frauds">How many of these are frauds.</param>
public readonly record struct RankingPoint(float Threshold, int Alerts, int Frauds)
{
    /// <summary>How many of the alerts are false.</summary>
    public int Genuine => Alerts - Frauds;

    /// <summary>Share of frauds among the alerts.</summary>
    public double Precision => Frauds / (double)Alerts;
}
