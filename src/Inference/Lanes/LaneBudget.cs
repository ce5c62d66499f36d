namespace Streaming.Inference.Lanes;

/// <summary>What a lane may hold. Dataflow counts items, and ours are batches of any size, so records are counted here.</summary>
internal sealed class LaneBudget(int capacity, int maxWave)
{
    // Only the poll thread takes, only the lane's blocks give; so what the poll thread reads can only be too high.
    private int _weight;
    private int _batches;

    /// <summary>Batches that a lane holds at most: a batch's memory is that of a full one, so many small ones must not queue up.</summary>
    public int MaxBatches { get; } = Math.Max(8, 2 * ((capacity + maxWave - 1) / maxWave));

    /// <summary>Whether the lane is at most half full.</summary>
    public bool HasRoom => Volatile.Read(ref _weight) <= capacity / 2 && Volatile.Read(ref _batches) <= MaxBatches / 2;

    /// <summary>Takes room for a batch if there is; an empty lane takes any.</summary>
    public bool TryTake(int weight)
    {
        var held = Volatile.Read(ref _batches);
        if (held > 0 && (held == MaxBatches || Volatile.Read(ref _weight) + weight > capacity))
        {
            return false;
        }

        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _weight, weight);
        return true;
    }

    /// <summary>Gives a batch's room back.</summary>
    public void Give(int weight)
    {
        Interlocked.Add(ref _weight, -weight);
        Interlocked.Decrement(ref _batches);
    }
}
