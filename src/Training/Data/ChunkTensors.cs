using static TorchSharp.torch;

namespace Streaming.Training.Data;

/// <summary>The events of a chunk.</summary>
/// <param name="Features">[T, N, F].</param>
/// <param name="Categories">[T, N, C], or null without category features.</param>
/// <param name="Targets">[T, N]: 1 for a fraud, else 0.</param>
internal sealed record ChunkTensors(Tensor Features, Tensor? Categories, Tensor Targets);
