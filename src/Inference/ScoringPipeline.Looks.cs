using Streaming.Inference.Lanes;
using Streaming.Inference.Reports;

namespace Streaming.Inference;

/// <summary>Looks at what is kept of a key.</summary>
public sealed partial class ScoringPipeline
{
    // A lane has room for four things that are no batches: the barrier, a rewind, and one look at a time.
    private readonly SemaphoreSlim _looking = new(1, 1);

    /// <summary>
    /// What the lanes keep of a key; null if none has a state of it. Waits behind what has queued up in each lane. Any thread.
    /// </summary>
    /// <param name="key">The key as it comes in events, UTF-8.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<HeldState?> FindStateAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        var kept = _mask is { } mask ? mask.Of(key.Span) : key.ToArray();
        await _looking.WaitAsync(cancellationToken);
        try
        {
            foreach (var lane in _lanes.All.Where(lane => lane.IsOpen))
            {
                if (await FindAsync(lane, kept, cancellationToken) is { } found)
                {
                    return found;
                }
            }

            return null;
        }
        finally
        {
            _looking.Release();
        }
    }

    private static async Task<HeldState?> FindAsync(Lane lane, byte[] key, CancellationToken cancellationToken)
    {
        var look = new KeyLook(key);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lane.Dropped);
        try
        {
            return await lane.SendAsync(new LaneItem(null, Look: look)) ? await look.Found.WaitAsync(bound.Token) : null;
        }
        catch (OperationCanceledException) when (lane.Dropped.IsCancellationRequested)
        {
            // The partition went away meanwhile.
            return null;
        }
    }
}
