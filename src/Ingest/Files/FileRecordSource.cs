using System.Collections.Concurrent;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Ingest.Files;

/// <summary>
/// Files as a bounded input: one partition, number 0, so that the files' order is every key's order and a backtest is the same twice.
/// A record's offset is its row over all files, from 0. There is no group: nothing is committed, and a rewind reads from the start.
/// </summary>
public sealed class FileRecordSource : IRecordSource, IDisposable
{
    // The poll thread owns the reader and the batch; other threads queue seeks, raise flags and wake it.
    private const int Partition = 0;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly string[] _paths;
    private readonly int _maxRecordBytes;
    private readonly ConcurrentQueue<(long Offset, int Epoch)> _seeks = new();
    private readonly AutoResetEvent _woken = new(initialState: false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FileRecordReader? _reader;
    private RecordBatch? _batch;
    private int _epoch;
    private volatile bool _isStopped;
    private volatile bool _isClosing;
    private long _bytesRead;

    /// <summary>Reads <paramref name="paths"/> in the given order.</summary>
    /// <param name="topic">What stands for the input in scores and dead letters: the files' name, say.</param>
    /// <param name="paths">The files; each must exist.</param>
    /// <param name="maxRecordBytes">The largest row that is read; one above it is a dead letter.</param>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    public FileRecordSource(string topic, IEnumerable<string> paths, int maxRecordBytes)
    {
        Topic = topic;
        _paths = [.. paths];
        _maxRecordBytes = maxRecordBytes;
        using var reader = new FileRecordReader(_paths, maxRecordBytes);
        TotalBytes = reader.TotalBytes;
    }

    /// <inheritdoc />
    public string Topic { get; }

    /// <inheritdoc />
    public Task Ended => _ended.Task;

    /// <summary>Size of all files on disk.</summary>
    public long TotalBytes { get; }

    /// <summary>Bytes read of <see cref="TotalBytes"/>; any thread.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <inheritdoc />
    /// <exception cref="FileFormatException">A file cannot be read any further.</exception>
    public Task RunAsync(ILanes lanes)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        return Task.Factory.StartNew(
            () => Run(lanes), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <inheritdoc />
    public void StopFetching() => _isStopped = true;

    /// <inheritdoc />
    public Task CloseAsync(CancellationToken cancellationToken)
    {
        _isClosing = true;
        _woken.Set();
        return _closed.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Seek(int partition, long offset, int epoch)
    {
        _seeks.Enqueue((offset, epoch));
        _woken.Set();
    }

    /// <inheritdoc />
    public Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    /// <summary>From 0 to beyond any row: how many there are is known when all are read.</summary>
    public Task<PartitionRange> RangeAsync(int partition, CancellationToken cancellationToken) =>
        Task.FromResult(new PartitionRange(0, long.MaxValue));

    /// <summary>Does nothing: files have no group to commit for.</summary>
    public Task CommitAsync(IReadOnlyList<PartitionOffset> offsets, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public GroupMetadata ReadGroupMetadata() => new(Topic, HasMember: false);

    /// <summary>Lets go of the files. Call it when the poll thread has ended.</summary>
    public void Dispose()
    {
        _reader?.Dispose();
        _woken.Dispose();
    }

    private void Run(ILanes lanes)
    {
        try
        {
            lanes.Assigned([Partition]);
            while (!_isClosing)
            {
                while (_seeks.TryDequeue(out var seek))
                {
                    Open(seek.Offset, seek.Epoch);
                }

                if (_reader is null || _isStopped)
                {
                    _woken.WaitOne();
                }
                else
                {
                    Advance(_reader, lanes);
                }
            }

            lanes.Revoked([Partition]);
        }
        finally
        {
            _closed.TrySetResult();
        }
    }

    private void Open(long offset, int epoch)
    {
        _reader?.Dispose();
        _reader = new FileRecordReader(_paths, _maxRecordBytes);
        _epoch = epoch;
        _batch?.Clear();
        while (_reader.Rows < offset && _reader.Read())
        {
        }
    }

    private void Advance(FileRecordReader reader, ILanes lanes)
    {
        var batch = _batch ??= lanes.Rent(Partition);
        batch.Epoch = _epoch;
        var goesOn = Fill(batch, reader);
        Volatile.Write(ref _bytesRead, reader.BytesRead);
        if (batch.Count > 0)
        {
            if (!lanes.TryOffer(batch))
            {
                lanes.WaitForRoom(Patience);
                return;
            }

            // The batch belongs to the lane now: nothing of it may be touched.
            _batch = null;
        }

        if (!goesOn)
        {
            lanes.EndReached(Partition, reader.Rows, _epoch);
            reader.Dispose();
            _reader = null;
            _ended.TrySetResult();
        }
    }

    private static bool Fill(RecordBatch batch, FileRecordReader reader)
    {
        while (!batch.IsFull)
        {
            if (!reader.Read())
            {
                return false;
            }

            ref readonly var record = ref reader.Current;
            batch.Add(reader.Rows - 1, recordTime: -1, key: default, record.Value.Span, isNull: false, fault: record.Fault);
            batch.Sizes[batch.Count - 1] = record.Size;
        }

        return true;
    }
}
