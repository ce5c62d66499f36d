using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Durable;

/// <summary>Reads the changelog of a <see cref="MemoryBroker"/> back.</summary>
internal sealed class MemoryChangelogReader(MemoryBroker broker, Process process) : IChangelogReader
{
    public async Task<long?> ReadAsync(int partition, ChangelogRecordHandler take, CancellationToken cancellationToken)
    {
        process.Live();
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (broker.Lock)
        {
            for (var offset = 0; offset < broker.Changelog[partition].Count; offset++)
            {
                var (key, value) = broker.Changelog[partition][offset];
                take(offset, key, value, value is null);
            }

            return broker.Committed.TryGetValue(partition, out var committed) ? committed : null;
        }
    }
}
