using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Kafka;

namespace Streaming.Ingest.Kafka;

/// <summary>The group's committed offsets. The client's calls block, so they run on the pool; none needs the poll thread.</summary>
internal sealed class GroupOffsets(
    IConsumer<byte, byte> consumer,
    ClientCalls calls,
    Func<int, bool> isAssigned,
    IngestOptions options,
    RetryPipelines pipelines,
    TimeProvider timeProvider,
    ILogger logger)
{
    /// <summary>The stable committed offset of a partition, or null: read_committed makes the client ask for stable ones.</summary>
    public async Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken)
    {
        List<TopicPartition> asked = [new(options.Topic, partition)];
        var found = await TimedAsync(
            "committed",
            () => pipelines.Query.ExecuteAsync(
                async token => await Task.Run(() => calls.Make(() => consumer.Committed(asked, options.RequestTimeout)), token), cancellationToken));
        var offset = found[0].Offset;
        return offset == Offset.Unset ? null : offset.Value;
    }

    /// <summary>Whether the group has committed all partitions up to their ends. An empty partition needs no commit.</summary>
    public async Task<bool> HaveReachedAsync(IReadOnlyDictionary<int, long> ends)
    {
        var asked = ends.Where(end => end.Value > 0).Select(end => new TopicPartition(options.Topic, end.Key)).ToList();
        var found = await Task.Run(() => calls.Make(() => consumer.Committed(asked, options.RequestTimeout)));
        return found.TrueForAll(offset => offset.Offset.Value >= ends[offset.Partition.Value]);
    }

    /// <summary>
    /// Commits offsets. Throws when the group refuses because it has moved on: no try of this commit may follow, for the partitions
    /// may be another member's. What is not ours any more at the time of a try is left out of it.
    /// </summary>
    public async Task CommitAsync(IReadOnlyList<PartitionOffset> offsets, CancellationToken cancellationToken) =>
        await TimedAsync("commit", async () =>
        {
            await pipelines.Commit.ExecuteAsync(async token => await Task.Run(() => calls.Make(() => Commit(offsets)), token), cancellationToken);
            return true;
        });

    private bool Commit(IReadOnlyList<PartitionOffset> offsets)
    {
        var owned = offsets
            .Where(offset => isAssigned(offset.Partition))
            .Select(offset => new TopicPartitionOffset(options.Topic, offset.Partition, offset.Offset))
            .ToList();
        if (owned.Count > 0)
        {
            consumer.Commit(owned);
        }

        return owned.Count > 0;
    }

    private async ValueTask<T> TimedAsync<T>(string operation, Func<ValueTask<T>> call)
    {
        var started = timeProvider.GetTimestamp();
        string? errorType = null;
        try
        {
            return await call();
        }
        catch (KafkaException failure)
        {
            errorType = failure.Error.Code.ToString();
            if (KafkaErrors.IsStaleMember(failure.Error))
            {
                logger.CommitRefused(failure.Error.Code);
            }

            throw;
        }
        finally
        {
            IngestTelemetry.RecordOperation(operation, options.Topic, timeProvider.GetElapsedTime(started).TotalSeconds, errorType);
        }
    }
}
