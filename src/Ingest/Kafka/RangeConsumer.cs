using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Kafka;

namespace Streaming.Ingest.Kafka;

/// <summary>Polls a consumer that reads by assignment, outside of any group.</summary>
internal static class RangeConsumer
{
    /// <summary>The next record or end of a partition; null where nothing came in time, or an error that passes.</summary>
    /// <param name="consumer">Who reads.</param>
    /// <param name="look">How long it may wait.</param>
    /// <param name="topic">What is read, for the message.</param>
    /// <param name="logger">Hears of errors that pass.</param>
    /// <exception cref="IngestException">Reading cannot go on.</exception>
    public static ConsumeResult<byte, byte>? Poll(this IConsumer<byte, byte> consumer, TimeSpan look, string topic, ILogger logger)
    {
        try
        {
            return consumer.Consume(look);
        }
        catch (ConsumeException failure) when (KafkaErrors.MeaningOf(failure.Error) == ErrorMeaning.Transient)
        {
            logger.ClientReported(failure.Error.Code, failure.Error.Reason);
            return null;
        }
        catch (ConsumeException failure)
        {
            var partition = failure.ConsumerRecord?.Partition.Value;
            throw new IngestException(
                $"Reading {(partition >= 0 ? $"{topic}[{partition}]" : topic)} failed: {failure.Error.Code}, {failure.Error.Reason}", failure);
        }
    }
}
