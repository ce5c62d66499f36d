namespace Streaming.Training.Loop;

/// <summary>Training cannot go on; the message says why and what to change (exit code 1).</summary>
internal sealed class TrainingException(string message) : Exception(message);
