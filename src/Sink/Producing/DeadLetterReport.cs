using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Streaming.Sink.Producing;

/// <summary>
/// The delivery of one dead letter. A topic may take less than its settings said, or than we were allowed to ask: then the letter goes
/// once more, without payload, key and detail.
/// </summary>
internal sealed class DeadLetterReport(
    IProducer<byte[]?, byte[]?> producer, BatchReports reports, TopicPartition target, Headers headers, ILogger logger)
{
    private bool _isBare;

    /// <summary>Takes the delivery report.</summary>
    public void Take(DeliveryReport<byte[]?, byte[]?> report)
    {
        if (!report.Error.IsError)
        {
            reports.Confirm();
        }
        else if (report.Error.Code == ErrorCode.MsgSizeTooLarge && !_isBare)
        {
            _isBare = true;
            SendBare();
        }
        else
        {
            reports.Fail(target.Topic, report.Error);
        }
    }

    private void SendBare()
    {
        headers.Remove(DeadLetters.DeadLetterHeaders.Detail);
        try
        {
            producer.Produce(target, new Message<byte[]?, byte[]?> { Headers = headers }, Take);
            logger.DeadLetterStripped(target.Topic);
        }
        catch (ProduceException<byte[]?, byte[]?> failure)
        {
            // On the client's own thread a full queue cannot be waited for; the offset does not pass, and a restart tries again.
            reports.Fail(target.Topic, failure.Error);
        }
    }
}
