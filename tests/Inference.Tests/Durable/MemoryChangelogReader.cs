using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Durable;

/// <summary>Reads the changelog of a <see cref="MemoryBroker"/> back.</summary>
internal sealed class MemoryChangelogReader(MemoryBroker broker, Process process) : IChangelogReader
{
    public async Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken)
    {
        await LiveAsync(cancellationToken);
        return broker.Committed.TryGetValue(partition, out var committed) ? committed : null;
    }

    public async Task<ChangelogRange> FindRangeAsync(int partition, CancellationToken cancellationToken)
    {
        await LiveAsync(cancellationToken);
        lock (broker.Lock)
        {
            return new ChangelogRange(broker.ChangelogId, 0, broker.Changelog[partition].Count);
        }
    }

    public async Task<long> ReadAsync(int partition, long? from, long end, ChangelogRecordHandler take, CancellationToken cancellationToken)
    {
        await LiveAsync(cancellationToken);
        lock (broker.Lock)
        {
            var records = broker.Changelog[partition];
            for (var offset = (int)(from ?? 0); offset < records.Count; offset++)
            {
                var (key, value) = records[offset];
                take(offset, key, value, value is null);
            }

            return records.Count;
        }
    }

    private async Task LiveAsync(CancellationToken cancellationToken)
    {
        process.Live();
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
