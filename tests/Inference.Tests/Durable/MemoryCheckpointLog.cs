using Streaming.Inference.Checkpoints;
using Streaming.Inference.Ports;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Durable;

/// <summary>Transactions against a <see cref="MemoryBroker"/>, with every outcome that a real one knows.</summary>
internal sealed class MemoryCheckpointLog(MemoryBroker broker, Process process) : ICheckpointLog
{
    private readonly List<(int Partition, byte[] Key, byte[]? Value)> _records = [];
    private readonly List<Published> _scores = [];
    private bool _isOpen;
    private bool _isBroken;

    public int Committed { get; private set; }

    /// <summary>A score inside the transaction; false when there is none that could take it.</summary>
    public bool TryAdd(IEnumerable<Published> scores)
    {
        lock (broker.Lock)
        {
            if (_isOpen && !_isBroken)
            {
                _scores.AddRange(scores);
                return true;
            }

            return false;
        }
    }

    public Task InitializeAsync(CancellationToken cancellationToken)
    {
        process.Live();
        lock (broker.Lock)
        {
            broker.Producer = this;
            Drop();
            _isBroken = false;
        }

        return Task.CompletedTask;
    }

    public void Begin()
    {
        lock (broker.Lock)
        {
            Assert.False(_isOpen, "a transaction begins inside another");
            _isOpen = true;
        }
    }

    public async ValueTask AppendAsync(int partition, ChangelogRecords records, CancellationToken cancellationToken)
    {
        process.Live();
        await Task.Yield();
        lock (broker.Lock)
        {
            Assert.True(_isOpen, "a record outside a transaction");
            for (var index = 0; index < records.Count; index++)
            {
                _records.Add((partition, records.Key(index).ToArray(), records.IsTombstone(index) ? null : records.Value(index).ToArray()));
            }
        }
    }

    public async Task<CommitOutcome> CommitAsync(IReadOnlyList<PartitionOffset> offsets, GroupMetadata metadata)
    {
        process.Live();
        await Task.Yield();
        lock (broker.Lock)
        {
            Assert.True(_isOpen, "a commit outside a transaction");
            if (_isBroken || broker.Producer != this)
            {
                _isBroken = true;
                return CommitOutcome.Unknown("fenced");
            }

            if ((int)metadata.Handle != broker.Generation || process.Dice.Once(process.Faults.Abortable))
            {
                return CommitOutcome.Abortable("illegal generation");
            }

            if (process.Dice.Once(process.Faults.UnknownAborted))
            {
                _isBroken = true;
                return CommitOutcome.Unknown("timed out");
            }

            Apply(offsets);
            if (process.Dice.Once(process.Faults.UnknownCommitted))
            {
                _isBroken = true;
                return CommitOutcome.Unknown("timed out");
            }
        }

        process.Live();
        return CommitOutcome.Committed;
    }

    public Task<bool> TryAbortAsync()
    {
        process.Live();
        lock (broker.Lock)
        {
            Assert.True(_isOpen, "an abort outside a transaction");
            if (_isBroken || process.Dice.Once(process.Faults.FailedAbort))
            {
                _isBroken = true;
                return Task.FromResult(false);
            }

            Drop();
        }

        return Task.FromResult(true);
    }

    private void Apply(IReadOnlyList<PartitionOffset> offsets)
    {
        foreach (var (partition, key, value) in _records)
        {
            broker.Changelog[partition].Add((key, value));
        }

        foreach (var (partition, offset) in offsets)
        {
            Assert.True(offset >= broker.Committed.GetValueOrDefault(partition), "a committed offset goes back");
            broker.Committed[partition] = offset;
        }

        broker.Scores.AddRange(_scores);
        Committed++;
        Drop();
    }

    private void Drop()
    {
        _records.Clear();
        _scores.Clear();
        _isOpen = false;
    }
}
