using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streaming.Sink.DeadLetters;

namespace Streaming.Sink.Producing;

/// <summary>
/// The delivery of one dead letter. A topic may take less than its settings said, or than we were allowed to ask: then letters go
/// without payload, key and detail from there on, this one once more.
/// </summary>
internal sealed class DeadLetterReport(
    ProducerSlot slot, DeadLetterFormat format, BatchReports reports, TopicPartition target, Headers headers, ILogger logger)
{
    private bool _isBare;

    /// <summary>Takes the delivery report.</summary>
    public void Take(DeliveryReport<byte[]?, byte[]?> report)
    {
        if (!report.Error.IsError)
        {
            reports.Confirm();
            return;
        }

        var wasTooLarge = report.Error.Code == ErrorCode.MsgSizeTooLarge && !_isBare;
        if (wasTooLarge)
        {
            format.StripFromNowOn();
            logger.DeadLetterStripped(target.Topic);
        }

        // A failed record has spoilt its transaction: the letter comes again with the rewind.
        if (wasTooLarge && !slot.IsTransactional)
        {
            SendBare();
        }
        else
        {
            reports.Fail(target.Topic, report.Error);
        }
    }

    private void SendBare()
    {
        _isBare = true;
        headers.Remove(DeadLetterHeaders.Detail);
        try
        {
            slot.Current.Produce(target, new Message<byte[]?, byte[]?> { Headers = headers }, Take);
        }
        catch (ProduceException<byte[]?, byte[]?> failure)
        {
            // On the client's own thread a full queue cannot be waited for; the offset does not pass, and a restart tries again.
            reports.Fail(target.Topic, failure.Error);
        }
    }
}
