using Confluent.Kafka;

namespace Streaming.Kafka;

/// <summary>Sorts the client's error codes.</summary>
internal static class KafkaErrors
{
    /// <summary>What an error raised by the poll means.</summary>
    public static ErrorMeaning MeaningOf(Error error) => error switch
    {
        { IsFatal: true } => ErrorMeaning.Fatal,
        _ when IsMissingTopic(error) => ErrorMeaning.TopicMissing,
        _ => IsHopeless(error.Code) ? ErrorMeaning.Fatal : ErrorMeaning.Transient,
    };

    /// <summary>Whether a request may succeed when it is sent again.</summary>
    public static bool IsWorthRetrying(Error error) => !error.IsFatal && !IsHopeless(error.Code) && !IsMissingTopic(error);

    /// <summary>Whether a topic, or a partition of it, is not there.</summary>
    public static bool IsMissingTopic(Error error) => error.Code is
        ErrorCode.UnknownTopicOrPart or ErrorCode.UnknownTopicId or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition;

    /// <summary>Whether the group refused a commit because this member's generation is over: others own the partitions now or soon.</summary>
    public static bool IsStaleMember(Error error) => error.Code is
        ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.FencedMemberEpoch or ErrorCode.StaleMemberEpoch
        or ErrorCode.Local_AssignmentLost or ErrorCode.Local_NoOffset;

    private static bool IsHopeless(ErrorCode code) => code is
        ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed
        or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl
        or ErrorCode.UnsupportedSaslMechanism or ErrorCode.IllegalSaslState
        or ErrorCode.OffsetOutOfRange or ErrorCode.Local_AutoOffsetReset
        or ErrorCode.Local_BadMsg or ErrorCode.Local_BadCompression
        or ErrorCode.InconsistentGroupProtocol or ErrorCode.InvalidGroupId or ErrorCode.InvalidSessionTimeout
        or ErrorCode.FencedInstanceId or ErrorCode.UnreleasedInstanceId or ErrorCode.UnsupportedAssignor
        or ErrorCode.UnsupportedVersion or ErrorCode.TopicException or ErrorCode.GroupMaxSizeReached;
}
