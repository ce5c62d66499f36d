namespace Streaming.Model.Encoding;

/// <summary>The words that say why a record became a dead letter: header <c>reason</c> and metric label.</summary>
public static class FaultReason
{
    /// <summary>The value is not one JSON object.</summary>
    public const string NotJson = "not-json";

    /// <summary>A row of a file has more or fewer cells than its header.</summary>
    public const string BadRow = "bad-row";

    /// <summary>The record has no value (a tombstone), or an empty one.</summary>
    public const string NullValue = "null-value";

    /// <summary>The value begins like Schema Registry framing (Avro, Protobuf): a zero byte, then a schema id.</summary>
    public const string SchemaRegistry = "schema-registry-framing";

    /// <summary>A member that the schema reads occurs twice.</summary>
    public const string RepeatedMember = "repeated-member";

    /// <summary>A required field is missing.</summary>
    public const string MissingField = "missing-field";

    /// <summary>A field has another type than the schema reads.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>A number is not finite, or out of its range.</summary>
    public const string BadNumber = "bad-number";

    /// <summary>Text that is not valid UTF-8, or holds a lone surrogate.</summary>
    public const string BadText = "bad-text";

    /// <summary>A time that cannot be read, or lies outside the calendar.</summary>
    public const string BadTime = "bad-time";

    /// <summary>An event time too far ahead of the record's timestamp.</summary>
    public const string TimeAhead = "time-ahead";

    /// <summary>A value above the size limit.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The step threw for this row alone.</summary>
    public const string StepFailed = "step-failed";

    /// <summary>The score or the next state is not finite.</summary>
    public const string NotFinite = "not-finite";

    /// <summary>The key belongs to another partition, and keys are strict.</summary>
    public const string Misrouted = "misrouted";

    /// <summary>The id is among the key's last ones.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The operator named this record to be skipped.</summary>
    public const string Skipped = "skipped";
}
