namespace Streaming.Model.Artifact;

/// <summary>A model or schema that cannot be used (exit code 3).</summary>
public sealed class ModelException : Exception
{
    /// <summary>Says what was expected and what was found.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>Says what was expected and what was found, with the cause.</summary>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
