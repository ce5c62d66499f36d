namespace Streaming.Inference.Ports;

/// <summary>Another instance works under this one's transactional identity (exit code 4).</summary>
public sealed class FencedException : Exception
{
    /// <summary>Names the identity.</summary>
    public FencedException(string message)
        : base(message)
    {
    }

    /// <summary>Names the identity, with the cause.</summary>
    public FencedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
