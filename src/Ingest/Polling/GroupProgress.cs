using Streaming.Ingest.Kafka;

namespace Streaming.Ingest.Polling;

/// <summary>
/// Tells a member without partitions that the others have come to the end: with more instances than partitions, <c>--until-end</c>
/// would never end for it.
/// </summary>
internal sealed class GroupProgress(GroupOffsets offsets, IReadOnlyDictionary<int, long> ends, TimeProvider timeProvider)
{
    // Poll thread only; the look itself runs on the pool.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _lookedAt = timeProvider.GetTimestamp();
    private Task<bool>? _look;

    /// <summary>Goes on looking. True once all partitions are committed up to their ends.</summary>
    public bool IsAtEnd()
    {
        if (_look is { IsCompleted: true } look)
        {
            _look = null;
            if (look is { IsCompletedSuccessfully: true, Result: true })
            {
                return true;
            }
        }

        if (_look is null && timeProvider.GetElapsedTime(_lookedAt) >= Pause)
        {
            _lookedAt = timeProvider.GetTimestamp();
            _look = offsets.HaveReachedAsync(ends);
        }

        return false;
    }
}
