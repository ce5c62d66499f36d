namespace Streaming.Ingest;

/// <summary>Reading can go on no more: the topic is gone, access is denied, an offset is out of range, no broker answers (exit code 1).</summary>
public sealed class IngestException : Exception
{
    /// <summary>Says what happened and to which topic or group.</summary>
    public IngestException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened and to which topic or group, with the cause.</summary>
    public IngestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
