namespace Streaming.Inference.State;

/// <summary>What a key state holds beside its header.</summary>
/// <param name="Hidden">Floats of hidden state.</param>
/// <param name="Statistics">Floats of running statistics.</param>
/// <param name="RecentIds">Hashes of the key's last ids.</param>
internal readonly record struct StateShape(int Hidden, int Statistics, int RecentIds)
{
    /// <summary>Numbers of 4 bytes in all.</summary>
    public int Length => Hidden + Statistics + RecentIds;
}
