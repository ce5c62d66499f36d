namespace Streaming.Model.State;

/// <summary>What a changelog record is about.</summary>
public enum ChangelogKeyKind : byte
{
    /// <summary>The state of one key.</summary>
    KeyState = 0,

    /// <summary>The source offset at which a checkpoint of the partition stands.</summary>
    Marker = 1,

    /// <summary>Forget every state and marker of the state id that was read before.</summary>
    Reset = 2,
}
