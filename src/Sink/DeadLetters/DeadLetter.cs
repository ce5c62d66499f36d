namespace Streaming.Sink.DeadLetters;

/// <summary>A dead letter as read from its topic.</summary>
/// <param name="Position">Where the letter itself stands, as <c>PARTITION:OFFSET</c> of its topic.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Reason">A stable word: why.</param>
/// <param name="Detail">What was expected and found, for a person.</param>
/// <param name="Topic">The input topic.</param>
/// <param name="Partition">The record's partition.</param>
/// <param name="Offset">The record's offset.</param>
/// <param name="Size">The value's size as it came, bytes; -1 for a record without a value.</param>
/// <param name="Sha256">SHA-256 of the value as it came, hex; null for a record without a value.</param>
/// <param name="Key">The record key; null if there was none or it was left out.</param>
/// <param name="Payload">The value or its beginning; null if there was none or it was left out.</param>
public sealed record DeadLetter(
    string Position,
    DateTimeOffset Time,
    string Reason,
    string Detail,
    string Topic,
    int Partition,
    long Offset,
    int Size,
    string? Sha256,
    byte[]? Key,
    byte[]? Payload)
{
    /// <summary>Whether key and value are all there. A letter without a key is not believed to have had none.</summary>
    public bool IsWhole => Key is not null && Payload is not null && Payload.Length == Size;
}
