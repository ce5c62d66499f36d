namespace Streaming.Sink.DeadLetters;

/// <summary>Which dead letters are meant; what is null does not restrict.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="From">Written at or after this time.</param>
/// <param name="To">Written before this time.</param>
/// <param name="SourcePartition">Of this partition of the input.</param>
/// <param name="FromOffset">Of records at or after this offset of the input.</param>
/// <param name="ToOffset">Of records before this offset of the input.</param>
public sealed record DeadLetterQuery(
    string? Reason = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    int? SourcePartition = null,
    long? FromOffset = null,
    long? ToOffset = null)
{
    /// <summary>Whether a letter is meant.</summary>
    public bool Matches(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return (Reason is null || letter.Reason == Reason)
            && (From is null || letter.Time >= From)
            && (To is null || letter.Time < To)
            && (SourcePartition is null || letter.Partition == SourcePartition)
            && (FromOffset is null || letter.Offset >= FromOffset)
            && (ToOffset is null || letter.Offset < ToOffset);
    }
}
