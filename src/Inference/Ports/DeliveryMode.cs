namespace Streaming.Inference.Ports;

/// <summary>What a reader of scores sees, design page §6.</summary>
public enum DeliveryMode
{
    /// <summary>Every score within milliseconds, and after a crash some again: the sink's records go ahead of the transaction.</summary>
    AtLeastOnce,

    /// <summary>Each score once, read_committed: the sink's records go inside the transaction.</summary>
    ExactlyOnce,
}
