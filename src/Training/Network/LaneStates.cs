using static TorchSharp.torch;

namespace Streaming.Training.Network;

/// <summary>The hidden states of the lanes between two chunks: [L, N, H], and an LSTM's cells beside them. Outlives dispose scopes.</summary>
internal sealed class LaneStates : IDisposable
{
    private LaneStates(Tensor[] parts) => Parts = parts;

    /// <summary>Hidden vectors, then cells.</summary>
    public Tensor[] Parts { get; }

    /// <summary>Takes the states out of the graph, so that no gradient flows beyond the chunk, and out of the scope.</summary>
    public static LaneStates Carry(Tensor[] parts) => new([.. parts.Select(part => part.detach().DetachFromDisposeScope())]);

    /// <summary>The states of the first lanes; lanes are sorted so that those that have ended are the last.</summary>
    public Tensor[] First(int lanes) => [.. Parts.Select(part => part.shape[1] == lanes ? part : part.narrow(1, 0, lanes).contiguous())];

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var part in Parts)
        {
            part.Dispose();
        }
    }
}
