namespace Streaming.Sink;

/// <summary>What a dead letter carries of the record.</summary>
public enum DeadLetterPayload
{
    /// <summary>The value, cut to 64 KiB, and the record key.</summary>
    Cut,

    /// <summary>Neither value nor key: for topics whose values must not be stored twice.</summary>
    None,
}
