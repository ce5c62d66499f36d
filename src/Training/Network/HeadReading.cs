namespace Streaming.Training.Network;

/// <summary>What the head of a network reads.</summary>
internal enum HeadReading
{
    /// <summary>The state after the event and the event: to judge it.</summary>
    StateAndEvent,

    /// <summary>The state before the event alone: to forecast it.</summary>
    StateBefore,
}
