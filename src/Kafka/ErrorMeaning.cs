namespace Streaming.Kafka;

/// <summary>What an error of the client means for reading.</summary>
internal enum ErrorMeaning
{
    /// <summary>The client heals it by itself; said once per outage.</summary>
    Transient,

    /// <summary>The topic seems to be gone; believed when a second look agrees.</summary>
    TopicMissing,

    /// <summary>Reading cannot go on.</summary>
    Fatal,
}
