namespace Streaming.Inference.Ports;

/// <summary>State and offsets do not agree, or cannot be read, and nothing was allowed in their place (exit code 5).</summary>
public sealed class StateRefusedException : Exception
{
    /// <summary>Says what was expected and what was found.</summary>
    public StateRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was expected and what was found, with the cause.</summary>
    public StateRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
