using Confluent.Kafka;
using Streaming.Inference.Ports;
using Streaming.Sink.Producing;

namespace Streaming.Sink.Checkpoints;

/// <summary>The transactional calls that ask a broker: each blocks, so each runs on the pool.</summary>
public sealed partial class KafkaCheckpointLog
{
    private async Task<bool> TryInitializeAsync(CancellationToken cancellationToken)
    {
        var producer = SinkClients.Producer(_configuration, Slot.Outage, _logger, Slot.ClientName);
        try
        {
            while (!await Task.Run(() => TryInitialize(producer), cancellationToken).WaitAsync(InitLimit, _timeProvider, cancellationToken))
            {
                await Task.Delay(_options.RetryDelay, _timeProvider, cancellationToken);
            }

            Slot.Outage.Heal();
            Slot.Fill(producer);
            return true;
        }
        catch (KafkaException failure) when (!TransactionErrors.IsRefused(failure.Error))
        {
            // A fatal error of a producer that has not begun anything: the next one tries again.
            _logger.InitializationFailed(_transactionalId, TransactionErrors.Describe(failure));
            producer.Dispose();
            return false;
        }
        catch (KafkaException failure)
        {
            producer.Dispose();
            throw new SinkException($"Transactions under the id {_transactionalId} cannot be used: {failure.Error.Reason}", failure);
        }
        catch (TimeoutException failure)
        {
            _logger.InitializationFailed(_transactionalId, failure.Message);
            ProducerSlot.Keep(producer);
            return false;
        }
        catch (OperationCanceledException)
        {
            // The process ends, and the call may still be under way.
            ProducerSlot.Keep(producer);
            throw;
        }
        catch
        {
            producer.Dispose();
            throw;
        }
    }

    private static bool TryInitialize(IProducer<byte[]?, byte[]?> producer)
    {
        try
        {
            producer.InitTransactions(InitTry);
            return true;
        }
        catch (KafkaException failure) when (TransactionErrors.IsRetriable(failure) || failure.Error.Code == ErrorCode.Local_TimedOut)
        {
            // The broker is away, or still ends the predecessor's transaction: the same call goes on where it stood.
            return false;
        }
    }

    private async Task<CommitOutcome> TryCommitAsync(IReadOnlyList<PartitionOffset> offsets, GroupMetadata metadata)
    {
        // A record that was not taken is missing in the transaction: committing it would tear state and offsets apart.
        if (_broken is { } reason)
        {
            return CommitOutcome.Abortable(reason);
        }

        try
        {
            if (offsets.Count > 0)
            {
                var positions = offsets.Select(offset => new TopicPartitionOffset(_inputTopic, offset.Partition, offset.Offset)).ToList();
                var group = (IConsumerGroupMetadata)metadata.Handle;
                await RepeatedlyAsync(() => Slot.Current.SendOffsetsToTransaction(positions, group, TransactionTimeout));
            }

            // A call that ran into its time goes on in the background and is taken up by the next.
            await RepeatedlyAsync(() => Slot.Current.CommitTransaction(TransactionTimeout));
            return CommitOutcome.Committed;
        }
        catch (KafkaException failure)
        {
            Note(failure);
            return TransactionErrors.OutcomeOf(failure);
        }
        catch (TimeoutException failure)
        {
            return CommitOutcome.Unknown(failure.Message);
        }
    }

    // "Call again" is a promise only while the transaction can still be alive; after that a new producer finds out.
    private async Task RepeatedlyAsync(Action call)
    {
        var started = _timeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                await BoundedAsync(call);
                return;
            }
            catch (KafkaRetriableException failure) when (_timeProvider.GetElapsedTime(started) < TransactionTimeout)
            {
                _logger.TransactionCallRepeated(TransactionErrors.Describe(failure));
            }

            await Task.Delay(_options.RetryDelay, _timeProvider, CancellationToken.None);
        }
    }

    // A call has its own timeout, which the client does not always keep: a TxnOffsetCommit that a dying broker leaves unanswered is waited
    // for without end (librdkafka 2.16, rd_kafka_txn_handle_TxnOffsetCommit at an outdated reply).
    private async Task BoundedAsync(Action call)
    {
        var limit = 2 * TransactionTimeout;
        try
        {
            await Task.Run(call).WaitAsync(limit, _timeProvider);
        }
        catch (TimeoutException)
        {
            Slot.GiveUpOnCurrent();
            throw new TimeoutException($"the client did not return from a call within {limit}, and is replaced");
        }
    }
}
