namespace Streaming.Inference.Tests.Durable;

/// <summary>The process that asks is dead.</summary>
internal sealed class KilledException() : Exception("killed");
