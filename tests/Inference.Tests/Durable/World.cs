using System.Text;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Ports;
using Streaming.Inference.Restore;
using Streaming.Inference.State;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Durable;

/// <summary>Processes that come and go over one <see cref="MemoryBroker"/>, and the oracle that judges what they leave.</summary>
internal sealed class World(Scenario scenario, DeliveryMode mode, Faults faults)
{
    private const float Tolerance = 1e-5f;

    public static readonly StateOrigin Origin = new("states", "group", "topic-id", 4, "");

    private readonly Dice _dice = new(scenario.Seed);
    private int _lives;
    private volatile int _generation = 1;

    private bool IsAllCommitted => Enumerable.Range(0, scenario.Partitions.Count).All(partition =>
        Broker.Committed.GetValueOrDefault(partition) == scenario.Partitions[partition].Count + ControlRecords);

    public Scenario Scenario => scenario;

    public MemoryBroker Broker { get; init; } = new(scenario.Partitions);

    /// <summary>Control records at each partition's end.</summary>
    public int ControlRecords { get; init; } = 1;

    /// <summary>Offsets below are gone from the input.</summary>
    public long LogStart { get; set; }

    /// <summary>What states are made from.</summary>
    public StateOrigin Now { get; set; } = Origin;

    /// <summary>What the last life logged.</summary>
    public RecordingLogger Logger { get; private set; } = new();

    /// <summary>Lives, kills and rebalances until one process reaches the end of the input.</summary>
    public async Task RunToEndAsync(bool rebalances = false, InferenceOptions? options = null)
    {
        // Each life is a little safer than the one before, so that there is an end.
        while (!await LiveAsync(faults with { Kill = faults.Kill * (++_lives), FailedDelivery = faults.FailedDelivery * _lives }, rebalances, options))
        {
            Assert.True(_lives < 200, "no process reaches the end");
        }
    }

    /// <summary>One life; true when it reached the end.</summary>
    public async Task<bool> LiveAsync(Faults ofThisLife, bool rebalances = false, InferenceOptions? options = null)
    {
        using var scheduler = new ShuffledScheduler(_dice.Next(int.MaxValue));
        var process = new Process(_dice, ofThisLife);
        var log = new MemoryCheckpointLog(Broker, process);
        var source = new MemorySource(Broker.Input, _dice.Next(int.MaxValue))
        {
            ControlRecords = ControlRecords,
            LogStart = LogStart,
            Committed = Broker.Committed,
            Live = process.Live,
            Metadata = () => new GroupMetadata(_generation, HasMember: !_dice.Once(ofThisLife.NoMember)),
        };
        using var run = new Run(
            source,
            new MemoryScoreSink(Broker, process, mode == DeliveryMode.ExactlyOnce ? log : null),
            options ?? scenario.Options,
            scheduler,
            new Durability(mode, log, new MemoryChangelogReader(Broker, process), Now));
        Logger = run.Logger;
        var running = run.ToEndAsync();
        if (rebalances)
        {
            await RebalanceAsync(source, running);
        }

        try
        {
            await running;

            // A partition that came back when the end was near is the next life's.
            return rebalances ? IsAllCommitted : true;
        }
        catch (KilledException)
        {
            return false;
        }
        catch (TimeoutException failure) when (failure.Message == "message timed out" && ofThisLife.FailedDelivery > 0)
        {
            // Three failed deliveries in a row end a process.
            return false;
        }
        catch (InvalidOperationException failure) when (
            failure.Message.StartsWith("The last offsets could not be committed", StringComparison.Ordinal)
            && ofThisLife is { Abortable: > 0 } or { NoMember: > 0 })
        {
            // So do refused checkpoints, many in a row: the next life takes up where the last commit stands.
            return false;
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>Scores, states, markers and offsets agree with a run that was never disturbed.</summary>
    public void AssertUndisturbed()
    {
        for (var partition = 0; partition < scenario.Partitions.Count; partition++)
        {
            var records = scenario.Partitions[partition];
            var (scores, streamTime, states) = OneKeyAtATime.Run(BrittleModel.Shared, records, scenario.Ttl);
            AssertScores(partition, records.Count, scores);
            Assert.Equal(records.Count + ControlRecords, Broker.Committed[partition]);
            var restored = Restore(partition);
            Assert.Null(restored.Damage);
            Assert.Equal(Broker.Committed[partition], restored.Marker?.Offset);
            Assert.Equal(streamTime, restored.Marker?.StreamTime);
            var kept = 0;
            foreach (var (key, (header, state)) in states)
            {
                if (restored.State.TryFind(Encoding.UTF8.GetBytes(key), out var slot))
                {
                    kept++;
                    Assert.Equal(header, restored.State.Header(slot));
                    Assert.All(state.Zip(restored.State.Hidden(slot).ToArray()), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
                }
                else
                {
                    Assert.True(streamTime - header.LastEventTime > scenario.Ttl?.TotalMicroseconds, "a state is missing");
                }
            }

            Assert.Equal(kept, restored.State.Count);
        }
    }

    public RestoredPartition Restore(int partition)
    {
        var shape = new StateShape(BrittleModel.Shared.StateLength, 0, 0);
        var restored = new RestoredPartition(
            new ChangelogCodec(Origin, BrittleModel.Shared.StateId), shape, () => new StatePartition(shape, scenario.Ttl, undoable: true));
        var changelog = Broker.Changelog[partition];
        for (var offset = 0; offset < changelog.Count; offset++)
        {
            restored.Take(offset, changelog[offset].Key, changelog[offset].Value, changelog[offset].Value is null);
        }

        return restored;
    }

    private void AssertScores(int partition, int records, Dictionary<long, (float Score, long Count)> expected)
    {
        var mine = Broker.Scores.Where(published => published.Partition == partition).ToList();
        var offsets = Enumerable.Range(0, records).Select(offset => (long)offset);
        Assert.Equal(offsets, mode == DeliveryMode.ExactlyOnce ? mine.Select(entry => entry.Offset) : mine.Select(entry => entry.Offset).Distinct().Order());
        foreach (var entry in mine)
        {
            Assert.Equal(expected.ContainsKey(entry.Offset), entry.Reason is null);
            if (entry.Reason is null)
            {
                Assert.Equal(expected[entry.Offset].Score, entry.Score, Tolerance);
                Assert.Equal(expected[entry.Offset].Count, entry.Count);
            }
        }
    }

    private async Task RebalanceAsync(MemorySource source, Task running)
    {
        for (var round = 0; round < 6 && !running.IsCompleted; round++)
        {
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(8)), TimeProvider.System));
            var partition = _dice.Next(scenario.Partitions.Count);
            var isLost = _dice.Once(3);
            await Task.WhenAny(running, source.OnPollThreadAsync(lanes => source.Move(
                lanes,
                partition,
                isLost,
                groupMovesOn: () => Broker.Generation++,
                memberLearns: () => _generation = Broker.Generation)));
        }
    }
}
