using System.Collections.Concurrent;
using System.Text;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Support;

/// <summary>An input in memory, read by a poll thread as a consumer group would: assigned, seeked, stalled, revoked.</summary>
internal sealed class MemorySource : IRecordSource, IDisposable
{
    private readonly IReadOnlyList<IReadOnlyList<InputRecord>> _partitions;
    private readonly ConcurrentQueue<Action> _commands = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Dictionary<int, Reading> _reading = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Random _random;
    private ILanes? _lanes;
    private bool _isStopped;
    private volatile bool _isClosed;

    public MemorySource(IReadOnlyList<IReadOnlyList<InputRecord>> partitions, int seed = 1)
    {
        _partitions = partitions;
        _random = new Random(seed);
        ToAssign = [.. Enumerable.Range(0, partitions.Count)];
    }

    public string Topic => "transactions";

    public Task Ended => IsBounded ? _ended.Task : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

    public bool IsBounded { get; init; } = true;

    public IReadOnlyList<int> ToAssign { get; init; }

    /// <summary>Control records behind the last record of every partition.</summary>
    public int ControlRecords { get; init; }

    /// <summary>Offsets below are gone from every partition.</summary>
    public long LogStart { get; init; }

    /// <summary>Largest batch that is cut; batches are of random sizes.</summary>
    public int MaxBatch { get; init; } = int.MaxValue;

    public ConcurrentDictionary<int, long> Committed { get; init; } = new();

    /// <summary>Asked before anything is done; may throw.</summary>
    public Action Live { get; init; } = static () => { };

    /// <summary>The group's metadata.</summary>
    public Func<GroupMetadata> Metadata { get; init; } = static () => new GroupMetadata(new object(), HasMember: true);

    /// <summary>Answers a commit; may throw.</summary>
    public Action<IReadOnlyList<PartitionOffset>> OnCommit { get; set; } = static _ => { };

    /// <summary>Times that a lane was full.</summary>
    public int Refusals { get; private set; }

    public long Offered { get; private set; }

    public Task RunAsync(ILanes lanes)
    {
        _lanes = lanes;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                Poll(lanes);
                ended.SetResult();
            }
            catch (Exception failure)
            {
                ended.SetException(failure);
            }
        }) { IsBackground = true, Name = "poll" }.Start();
        return ended.Task;
    }

    public void StopFetching() => Enqueue(() => _isStopped = true);

    public Task CloseAsync(CancellationToken cancellationToken)
    {
        Enqueue(() => _isClosed = true);
        return Task.CompletedTask;
    }

    public void Seek(int partition, long offset, int epoch) => Enqueue(() =>
    {
        // A seek of an older epoch belongs to a lane that is gone.
        if (_reading.TryGetValue(partition, out var reading) && epoch > reading.Epoch)
        {
            reading.Next = offset;
            reading.Epoch = epoch;
            reading.IsOpen = true;
            reading.HasAnnouncedEnd = false;
            reading.Batch?.Clear();
        }
    });

    public Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken)
    {
        Live();
        return Task.FromResult(Committed.TryGetValue(partition, out var offset) ? (long?)offset : null);
    }

    public Task<PartitionRange> RangeAsync(int partition, CancellationToken cancellationToken) =>
        Task.FromResult(new PartitionRange(LogStart, EndOf(partition)));

    public Task CommitAsync(IReadOnlyList<PartitionOffset> offsets, CancellationToken cancellationToken)
    {
        try
        {
            OnCommit(offsets);
        }
        catch (Exception refusal)
        {
            return Task.FromException(refusal);
        }

        foreach (var (partition, offset) in offsets)
        {
            Committed[partition] = offset;
        }

        return Task.CompletedTask;
    }

    public GroupMetadata ReadGroupMetadata()
    {
        Live();
        return Metadata();
    }

    /// <summary>On the poll thread: partitions go to another member.</summary>
    public Task RevokeAsync(params int[] partitions) => OnPollThreadAsync(lanes =>
    {
        Forget(partitions);
        lanes.Revoked(partitions);
    });

    /// <summary>On the poll thread: partitions are gone.</summary>
    public Task LoseAsync(params int[] partitions) => OnPollThreadAsync(lanes =>
    {
        Forget(partitions);
        lanes.Lost(partitions);
    });

    /// <summary>On the poll thread: partitions come.</summary>
    public Task AssignAsync(params int[] partitions) => OnPollThreadAsync(lanes => Assign(lanes, partitions));

    /// <summary>
    /// On the poll thread: a partition goes and comes back, as after a rebalance. Of one that is lost the group knows before the member.
    /// </summary>
    public void Move(ILanes lanes, int partition, bool isLost, Action groupMovesOn, Action memberLearns)
    {
        if (_isStopped || _isClosed)
        {
            return;
        }

        Forget([partition]);
        if (isLost)
        {
            groupMovesOn();
            lanes.Lost([partition]);
        }
        else
        {
            lanes.Revoked([partition]);
            groupMovesOn();
        }

        memberLearns();
        Assign(lanes, [partition]);
    }

    /// <summary>On the poll thread: anything.</summary>
    public Task OnPollThreadAsync(Action<ILanes> handle)
    {
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(() =>
        {
            if (_lanes is { } lanes)
            {
                handle(lanes);
            }

            handled.SetResult();
        });
        return handled.Task;
    }

    public void Dispose() => _wake.Dispose();

    private void Enqueue(Action command)
    {
        _commands.Enqueue(command);
        _wake.Release();
    }

    private void Poll(ILanes lanes)
    {
        Assign(lanes, ToAssign);
        while (!_isClosed)
        {
            Live();
            while (_commands.TryDequeue(out var command))
            {
                command();
            }

            if (!_isStopped && !_isClosed && !Step(lanes))
            {
                _wake.Wait(10);
            }
            else if (_isStopped && !_isClosed)
            {
                _wake.Wait(10);
            }
        }

        var left = _reading.Keys.Order().ToArray();
        Forget(left);
        lanes.Revoked(left);
    }

    private void Assign(ILanes lanes, IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            _reading[partition] = new Reading(partition);
        }

        lanes.Assigned(partitions);
    }

    private void Forget(IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            _reading.Remove(partition);
        }
    }

    private bool Step(ILanes lanes)
    {
        var ready = _reading.Values.Where(reading => reading.IsOpen && !reading.HasAnnouncedEnd).ToList();
        if (ready.Count == 0)
        {
            if (_reading.Count > 0 && _reading.Values.All(reading => reading.HasAnnouncedEnd))
            {
                _ended.TrySetResult();
            }

            return false;
        }

        var chosen = ready[_random.Next(ready.Count)];
        return Fill(lanes, chosen) && Offer(lanes, chosen);
    }

    private bool Fill(ILanes lanes, Reading reading)
    {
        var records = _partitions[reading.Partition];
        var batch = reading.Batch ??= lanes.Rent(reading.Partition);
        batch.Epoch = reading.Epoch;
        var most = _random.Next(1, Math.Min(MaxBatch, batch.Capacity) + 1);
        for (; batch.Count < most && !batch.IsFull && reading.Next < records.Count; reading.Next++)
        {
            var record = records[(int)reading.Next];
            batch.Add(reading.Next, record.RecordTime, record.Key, record.Value, record.Value is null, Encoding.ASCII.GetBytes(record.TraceParent));
        }

        return true;
    }

    private bool Offer(ILanes lanes, Reading reading)
    {
        if (reading.Batch is { Count: > 0 } batch)
        {
            var count = batch.Count;
            if (!lanes.TryOffer(batch))
            {
                Refusals++;
                lanes.WaitForRoom(TimeSpan.FromMilliseconds(1));
                return false;
            }

            Offered += count;
            reading.Batch = null;
        }

        if (reading.Next >= _partitions[reading.Partition].Count)
        {
            reading.HasAnnouncedEnd = true;
            lanes.EndReached(reading.Partition, EndOf(reading.Partition), reading.Epoch);
        }

        return true;
    }

    private long EndOf(int partition) => _partitions[partition].Count + ControlRecords;

    private sealed class Reading(int partition)
    {
        public int Partition { get; } = partition;

        public long Next { get; set; }

        public int Epoch { get; set; }

        public bool IsOpen { get; set; }

        public bool HasAnnouncedEnd { get; set; }

        public RecordBatch? Batch { get; set; }
    }
}
