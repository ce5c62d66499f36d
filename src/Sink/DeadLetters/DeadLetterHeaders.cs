namespace Streaming.Sink.DeadLetters;

/// <summary>The headers of a dead letter. Numbers are decimal text.</summary>
internal static class DeadLetterHeaders
{
    /// <summary>A stable word: why.</summary>
    public const string Reason = "reason";

    /// <summary>What was expected and found, for a person; at most 1 KiB.</summary>
    public const string Detail = "detail";

    /// <summary>The input topic.</summary>
    public const string Topic = "topic";

    /// <summary>The record's partition.</summary>
    public const string Partition = "partition";

    /// <summary>The record's offset.</summary>
    public const string Offset = "offset";

    /// <summary>The value's size as it came, bytes; -1 for a record without a value.</summary>
    public const string Size = "size";

    /// <summary>SHA-256 of the value as it came, hex; absent for a record without a value.</summary>
    public const string Sha256 = "sha256";
}
