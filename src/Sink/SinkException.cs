namespace Streaming.Sink;

/// <summary>Records can be delivered no more: a topic is gone, access is denied, the producer failed for good (exit code 1).</summary>
public sealed class SinkException : Exception
{
    /// <summary>Says what happened and to which topic.</summary>
    public SinkException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened and to which topic, with the cause.</summary>
    public SinkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
