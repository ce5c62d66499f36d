namespace Streaming.Model.State;

/// <summary>What a key state holds beside its vector.</summary>
/// <param name="LastEventTime">Event time of the key's latest event, microseconds since the Unix epoch; <see cref="Never"/> for a new key. Never goes back.</param>
/// <param name="Count">The key's events so far.</param>
public readonly record struct KeyStateHeader(long LastEventTime, long Count)
{
    /// <summary>The last event time of a key that had none.</summary>
    public const long Never = long.MinValue;

    /// <summary>The header of a new key.</summary>
    public static KeyStateHeader New => new(Never, 0);
}
