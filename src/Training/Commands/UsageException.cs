namespace Streaming.Training.Commands;

/// <summary>Options that cannot be followed (exit code 2).</summary>
internal sealed class UsageException(string message) : Exception(message);
