using Microsoft.Extensions.Logging;
using Streaming.Ingest.Kafka;

namespace Streaming.Ingest.Polling;

/// <summary>
/// Takes a second look when the client says that the input topic is gone: a broker that is just starting may say so of a topic that
/// is there. Only a topic that stays missing ends the reading.
/// </summary>
internal sealed class TopicWatch(InputTopic topic, IngestOptions options, TimeProvider timeProvider, ILogger logger)
{
    // Poll thread only; the look itself runs on the pool.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string? _suspicion;
    private long _suspectedAt;
    private long _lookedAt;
    private Task<bool>? _look;

    /// <summary>The client said that the topic is missing.</summary>
    public void Suspect(string reason)
    {
        if (_suspicion is null)
        {
            _suspicion = reason;
            _suspectedAt = timeProvider.GetTimestamp();
            logger.TopicSeemsGone(options.Topic, reason);
        }
    }

    /// <summary>Goes on with the second look, if there is one.</summary>
    /// <exception cref="IngestException">The topic stayed missing.</exception>
    public void Look()
    {
        if (_suspicion is null)
        {
            return;
        }

        if (_look is { IsCompleted: true } look)
        {
            _look = null;
            if (look is { IsCompletedSuccessfully: true, Result: true })
            {
                _suspicion = null;
                return;
            }

            if (look.IsCompletedSuccessfully && timeProvider.GetElapsedTime(_suspectedAt) >= options.TopicMissingTimeout)
            {
                throw new IngestException($"The input topic {options.Topic} does not exist any more ({_suspicion}).");
            }
        }

        if (_look is null && timeProvider.GetElapsedTime(_lookedAt) >= Pause)
        {
            _lookedAt = timeProvider.GetTimestamp();
            _look = topic.ExistsAsync();
        }
    }
}
