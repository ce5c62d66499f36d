namespace Streaming.Training.Metrics;

/// <summary>What a threshold keeps to.</summary>
internal enum ThresholdKind
{
    /// <summary>At most so many alerts a day.</summary>
    AlertsPerDay,

    /// <summary>At most such a share of the events.</summary>
    AlertShare,

    /// <summary>At least such a share of frauds among the alerts.</summary>
    Precision,
}
