using Confluent.Kafka;
using Streaming.Inference.Ports;

namespace Streaming.Sink.Checkpoints;

/// <summary>What an error of a transactional call means (docs/delivery.md, Outcomes).</summary>
internal static class TransactionErrors
{
    /// <summary>Whether the same call is to be made again.</summary>
    public static bool IsRetriable(KafkaException failure) => failure is KafkaRetriableException;

    /// <summary>Whether another producer took over this identity, or the broker has given the transaction up: the client cannot tell.</summary>
    public static bool IsFencing(Error error) => error.Code is
        ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;

    /// <summary>Whether waiting and trying again will never help.</summary>
    public static bool IsRefused(Error error) => error.Code is
        ErrorCode.TransactionalIdAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TopicAuthorizationFailed
        or ErrorCode.GroupAuthorizationFailed or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication
        or ErrorCode.InvalidTransactionTimeout or ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature
        or ErrorCode.Local_InvalidArg or ErrorCode.Local_NotConfigured;

    /// <summary>The outcome of a commit that failed so. What carries none of the client's flags is taken for fatal.</summary>
    public static CommitOutcome OutcomeOf(KafkaException failure) => failure is KafkaTxnRequiresAbortException
        ? CommitOutcome.Abortable(Describe(failure))
        : CommitOutcome.Unknown(Describe(failure));

    /// <summary>For the log.</summary>
    public static string Describe(KafkaException failure) => $"{failure.Error.Code}, {failure.Error.Reason}";
}
