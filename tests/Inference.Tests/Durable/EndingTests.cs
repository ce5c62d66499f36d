using Streaming.Inference.Ports;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Durable;

/// <summary>A pipeline that ends, by a fault too, asks nothing of its ports any more: whoever owns them is about to dispose them.</summary>
public sealed class EndingTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_fault_the_end_waits_for_the_commit_and_the_restore_in_flight(bool isCommitHeld)
    {
        IReadOnlyList<IReadOnlyList<InputRecord>> partitions = [[Events.Of("card", 0, 1)], [], []];
        var (broker, process) = (new MemoryBroker(partitions), new Process(new Dice(1), new Faults()));
        var log = new StallingCheckpointLog(new MemoryCheckpointLog(broker, process));
        var reader = new StallingChangelogReader(new MemoryChangelogReader(broker, process), refuse: log.Reached);
        if (isCommitHeld)
        {
            reader.Flow();
        }

        using var run = new Run(
            new MemorySource(broker.Input, 1) { Committed = broker.Committed, Metadata = () => new GroupMetadata(1, HasMember: true) },
            new MemoryScoreSink(broker, process, null),
            durability: new Durability(DeliveryMode.AtLeastOnce, log, reader, World.Origin));
        var running = run.ToEndAsync();
        await log.Reached;
        if (!isCommitHeld)
        {
            log.Flow();
        }

        await Task.WhenAny(running, Task.Delay(LongEnough, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.False(running.IsCompleted);

        reader.Flow();
        log.Flow();
        await Assert.ThrowsAsync<StateRefusedException>(() => running);
    }
}
