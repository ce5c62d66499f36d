using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Ingest.Polling;
using Streaming.Kafka;

namespace Streaming.Ingest.Changelog;

/// <summary>One reading of one partition of the changelog, to an end that must be reached.</summary>
internal sealed class ChangelogReading(
    IConsumer<byte, byte> consumer,
    BytesReader key,
    BytesReader value,
    TopicPartition partition,
    TimeSpan patience,
    BrokerOutage outage,
    TimeProvider timeProvider,
    ILogger logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads from <paramref name="start"/> on until the partition's end is reached at or above <paramref name="end"/>, and gives that.</summary>
    public long Read(Offset start, long end, ChangelogRecordHandler take, CancellationToken cancellationToken)
    {
        consumer.Assign(new TopicPartitionOffset(partition, start));
        long? stands = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = Consume();
            if (result is null)
            {
                if (stands is { } since && timeProvider.GetElapsedTime(since) > patience)
                {
                    throw new StateRefusedException(
                        $"The changelog {partition.Topic}[{partition.Partition.Value}] could not be read to offset {end}: a transaction stays open in it"
                        + $" for more than {patience}. The brokers' tool kafka-transactions.sh finds and aborts it.");
                }

                continue;
            }

            outage.Heal();
            if (!result.IsPartitionEOF)
            {
                stands = null;
                take(result.Offset.Value, key.Bytes, value.Bytes, value.IsNull);
            }
            else if (result.Offset.Value >= end)
            {
                return result.Offset.Value;
            }
            else
            {
                // The last stable offset: behind it a transaction is open, a predecessor's or one that the brokers will abort.
                stands = timeProvider.GetTimestamp();
            }
        }
    }

    private ConsumeResult<byte, byte>? Consume()
    {
        try
        {
            return consumer.Consume(Look);
        }
        catch (ConsumeException failure) when (KafkaErrors.MeaningOf(failure.Error) == ErrorMeaning.Transient)
        {
            logger.ClientReported(failure.Error.Code, failure.Error.Reason);
            return null;
        }
        catch (ConsumeException failure)
        {
            throw new IngestException(
                $"Reading {partition.Topic}[{partition.Partition.Value}] failed: {failure.Error.Code}, {failure.Error.Reason}", failure);
        }
    }
}
