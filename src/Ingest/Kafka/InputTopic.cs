using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Streaming.Inference.Ports;
using Streaming.Kafka;

namespace Streaming.Ingest.Kafka;

/// <summary>What the brokers say about the input topic: whether it is there, its partitions, its offsets.</summary>
internal sealed class InputTopic(string name, IAdminClient admin, BrokerOutage outage, RetryPipelines pipelines, IngestOptions options)
{
    /// <summary>The number of partitions.</summary>
    /// <exception cref="IngestException">The topic is not there or not to be seen, or no broker answered.</exception>
    public async Task<int> CountPartitionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var count = await pipelines.Connect.ExecuteAsync(async _ => await FindAsync(), cancellationToken);
            return count ?? throw new IngestException($"The input topic {name} does not exist; `streaming topics` creates what is missing.");
        }
        catch (KafkaException failure)
        {
            throw new IngestException($"The input topic cannot be read: {(outage.Last ?? failure.Error).Reason}", failure);
        }
    }

    /// <summary>The topic's id: another one when it was made anew under the same name.</summary>
    public async Task<string> FindIdAsync(CancellationToken cancellationToken) => await pipelines.Query.ExecuteAsync(
        async _ => await TopicIds.FindAsync(admin, name, options.RequestTimeout), cancellationToken);

    /// <summary>Whether the topic is there now.</summary>
    public async Task<bool> ExistsAsync() => await FindAsync() is not null;

    /// <summary>Log start and read_committed end of partitions.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="from">Ranges begin with the first record of this timestamp or later; null for the log start.</param>
    public async Task<IReadOnlyDictionary<int, PartitionRange>> RangesAsync(
        IReadOnlyCollection<int> partitions, CancellationToken cancellationToken, DateTimeOffset? from = null) =>
        await pipelines.Query.ExecuteAsync(
            async _ =>
            {
                var starts = await ListAsync(partitions, from is { } time ? OffsetSpec.ForTimestamp(time.ToUnixTimeMilliseconds()) : OffsetSpec.Earliest());
                var ends = await ListAsync(partitions, OffsetSpec.Latest());

                // No record that late: nothing to read.
                return partitions.ToDictionary(
                    number => number, number => new PartitionRange(starts[number] < 0 ? ends[number] : starts[number], ends[number]));
            },
            cancellationToken);

    private async Task<int?> FindAsync()
    {
        var found = await TopicLookup.FindAsync(admin, [name], options.RequestTimeout);
        outage.Heal();
        return found.TryGetValue(name, out var topic) ? topic.Partitions.Count : null;
    }

    private async Task<Dictionary<int, long>> ListAsync(IReadOnlyCollection<int> partitions, OffsetSpec spec)
    {
        var found = await OffsetListing.AskAsync(
            admin,
            partitions.Select(number => new TopicPartitionOffsetSpec { TopicPartition = new(name, number), OffsetSpec = spec }),
            IsolationLevel.ReadCommitted,
            options.RequestTimeout);
        outage.Heal();
        return found.ResultInfos.ToDictionary(
            info => info.TopicPartitionOffsetError.Partition.Value, info => info.TopicPartitionOffsetError.Offset.Value);
    }
}
