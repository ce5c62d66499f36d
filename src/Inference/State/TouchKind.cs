namespace Streaming.Inference.State;

/// <summary>What the first touch of a key in a checkpoint did.</summary>
internal enum TouchKind
{
    /// <summary>The key had a state, which was changed.</summary>
    Changed,

    /// <summary>The key was new.</summary>
    Added,

    /// <summary>The key had expired and was swept out.</summary>
    Removed,
}
