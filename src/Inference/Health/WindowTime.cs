namespace Streaming.Inference.Health;

/// <summary>Which time the window of model health slides over.</summary>
public enum WindowTime
{
    /// <summary>When events are scored.</summary>
    Processing,

    /// <summary>When they happened: each partition's stream time. For replays and histories.</summary>
    Event,
}
