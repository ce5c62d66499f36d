namespace Streaming.Ingest.Polling;

/// <summary>Where a bounded reading ends: at the ends seen at the start, after a number of records, or never.</summary>
internal sealed class TopicLimits(IReadOnlyDictionary<int, long>? ends, long? maxEvents)
{
    // Poll thread only.
    private long _left = maxEvents ?? long.MaxValue;

    /// <summary>Whether there is an end at all.</summary>
    public bool IsBounded => ends is not null || maxEvents is not null;

    /// <summary>Where the reading of a partition ends. One that came after the start has nothing to read.</summary>
    public long EndOf(int partition) =>
        _left == 0 ? 0
        : ends is null ? long.MaxValue
        : ends.GetValueOrDefault(partition);

    /// <summary>One more record was taken. True if it was the last.</summary>
    public bool CountDown() => maxEvents is not null && --_left == 0;

    /// <summary>Records will be taken again.</summary>
    public void Return(long records)
    {
        if (maxEvents is not null)
        {
            _left += records;
        }
    }
}
