using Streaming.Ingest.Polling;

namespace Streaming.Ingest.Tests.Polling;

public sealed class TopicLimitsTests
{
    [Fact]
    public void Without_bounds_nothing_ends()
    {
        var limits = new TopicLimits(null, null);

        Assert.False(limits.IsBounded);
        Assert.Equal(long.MaxValue, limits.EndOf(0));
        Assert.False(limits.CountDown());
    }

    [Fact]
    public void A_partition_that_was_not_there_at_the_start_has_nothing_to_read()
    {
        var limits = new TopicLimits(new Dictionary<int, long> { [0] = 7 }, null);

        Assert.Equal(7, limits.EndOf(0));
        Assert.Equal(0, limits.EndOf(1));
    }

    [Fact]
    public void The_last_record_is_said_once_and_again_after_a_rewind()
    {
        var limits = new TopicLimits(null, 2);

        Assert.False(limits.CountDown());
        Assert.True(limits.CountDown());
        Assert.Equal(0, limits.EndOf(0));
        limits.Return(1);
        Assert.Equal(long.MaxValue, limits.EndOf(0));
        Assert.True(limits.CountDown());
    }
}
