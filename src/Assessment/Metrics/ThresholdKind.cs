namespace Streaming.Assessment.Metrics;

/// <summary>What a threshold keeps to.</summary>
public enum ThresholdKind
{
    /// <summary>At most so many alerts a day.</summary>
    AlertsPerDay,

    /// <summary>At most such a share of the events.</summary>
    AlertShare,

    /// <summary>At least such a share of frauds among the alerts.</summary>
    Precision,
}
