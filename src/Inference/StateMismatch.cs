namespace Streaming.Inference;

/// <summary>What to do with a partition whose state and committed offset do not agree. Never: score on doubtful state.</summary>
public enum StateMismatch
{
    /// <summary>Say what was found: at the first assignment the process ends, later the lane stays closed.</summary>
    Refuse,

    /// <summary>Make the states again by stepping through the input up to the committed offset, without output.</summary>
    Rebuild,

    /// <summary>Go on at the committed offset with empty states.</summary>
    Cold,
}
