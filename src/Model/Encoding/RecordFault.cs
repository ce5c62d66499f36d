namespace Streaming.Model.Encoding;

/// <summary>Why a record became a dead letter. <c>default</c> means that nothing is wrong.</summary>
/// <param name="Reason">One of <see cref="FaultReason"/>: a stable word, used as header and metric label.</param>
/// <param name="Detail">What was expected, what was found and where, for a person. Never holds a key's or a card's value.</param>
public readonly record struct RecordFault(string? Reason, string? Detail)
{
    /// <summary>Whether there is a fault.</summary>
    public bool IsFault => Reason is not null;
}
