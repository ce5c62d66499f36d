using System.Collections.Concurrent;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Ingest.Ranges;

/// <summary>A range of a topic as the bounded input of a replay, at a pace. There is no group: nothing is committed, nothing read twice.</summary>
/// <param name="reader">The range; the caller disposes it.</param>
/// <param name="from">Events before this event time (microseconds since the Unix epoch) are passed over: they step no state.</param>
/// <param name="pace">Completes when an event of this event time is due; null to hold nothing back.</param>
public sealed class TopicRangeSource(TopicRangeReader reader, long from, Func<long, CancellationToken, Task>? pace) : IRecordSource, IDisposable
{
    // The poll thread owns the reader and the batches; other threads queue seeks and raise flags.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<SeekTo> _seeks = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, int> _epochs = [];
    private readonly Dictionary<int, RecordBatch> _batches = [];
    private long _eventTime = long.MinValue;

    /// <inheritdoc />
    public string Topic => reader.Topic;

    /// <inheritdoc />
    public Task Ended => _ended.Task;

    /// <summary>The event time that has been reached, microseconds since the Unix epoch; <see cref="long.MinValue"/> before the first. Any thread.</summary>
    public long EventTime => Volatile.Read(ref _eventTime);

    /// <inheritdoc />
    public Task RunAsync(ILanes lanes)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        return Task.Factory.StartNew(
            () => Run(lanes), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <inheritdoc />
    public void StopFetching() => _stopping.Cancel();

    /// <inheritdoc />
    public Task CloseAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        _closing.Cancel();
        return _closed.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Seek(int partition, long offset, int epoch) => _seeks.Add(new SeekTo(partition, epoch), CancellationToken.None);

    /// <inheritdoc />
    public Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    /// <inheritdoc />
    public Task<PartitionRange> RangeAsync(int partition, CancellationToken cancellationToken) => Task.FromResult(reader.RangeOf(partition));

    /// <summary>Does nothing: there is no group to commit for.</summary>
    public Task CommitAsync(IReadOnlyList<PartitionOffset> offsets, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public GroupMetadata ReadGroupMetadata() => new(Topic, HasMember: false);

    /// <summary>Call it when the poll thread has ended.</summary>
    public void Dispose()
    {
        _seeks.Dispose();
        _stopping.Dispose();
        _closing.Dispose();
    }

    private void Run(ILanes lanes)
    {
        int[] partitions = [.. reader.Partitions];
        try
        {
            lanes.Assigned(partitions);
            try
            {
                AwaitOpening(partitions.Length);
                Read(lanes);
                _ended.TrySetResult();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // Asked to stop: what was offered is drained, what was held back is not of this run.
            }

            _closing.Token.WaitHandle.WaitOne();
            lanes.Revoked(partitions);
        }
        finally
        {
            _closed.TrySetResult();
        }
    }

    // One seek opens each lane. Nothing sends a lane back: without a changelog there is nothing to go back to.
    private void AwaitOpening(int partitions)
    {
        while (_epochs.Count < partitions)
        {
            var seek = _seeks.Take(_stopping.Token);
            _epochs[seek.Partition] = seek.Epoch;
        }
    }

    private void Read(ILanes lanes)
    {
        while (reader.TryRead(out var record, _stopping.Token))
        {
            _stopping.Token.ThrowIfCancellationRequested();
            Volatile.Write(ref _eventTime, Math.Max(_eventTime, record.EventTime));
            if (record.EventTime < from)
            {
                continue;
            }

            if (pace?.Invoke(record.EventTime, _stopping.Token) is { IsCompleted: false } wait)
            {
                // What is due already goes out before anything is waited for.
                OfferAll(lanes);
                wait.Wait(_stopping.Token);
            }

            Add(lanes, record);
        }

        OfferAll(lanes);
        foreach (var partition in reader.Partitions)
        {
            lanes.EndReached(partition, reader.RangeOf(partition).End, _epochs[partition]);
        }
    }

    private void Add(ILanes lanes, RangeRecord record)
    {
        if (!_batches.TryGetValue(record.Partition, out var batch))
        {
            batch = lanes.Rent(record.Partition);
            batch.Epoch = _epochs[record.Partition];
            _batches.Add(record.Partition, batch);
        }

        batch.Add(record.Offset, record.RecordTime, record.Key, record.Value, isNull: record.Value is null);
        if (batch.IsFull)
        {
            Offer(lanes, record.Partition);
        }
    }

    private void OfferAll(ILanes lanes)
    {
        foreach (var partition in _batches.Keys.ToList())
        {
            Offer(lanes, partition);
        }
    }

    private void Offer(ILanes lanes, int partition)
    {
        while (!lanes.TryOffer(_batches[partition]))
        {
            _stopping.Token.ThrowIfCancellationRequested();
            lanes.WaitForRoom(Patience);
        }

        // The batch belongs to the lane now.
        _batches.Remove(partition);
    }

    private readonly record struct SeekTo(int Partition, int Epoch);
}
