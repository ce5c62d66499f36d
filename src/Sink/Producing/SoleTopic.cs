using Microsoft.Extensions.Logging;
using Streaming.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>Looks at the one topic that a producer without transactions writes to.</summary>
internal static class SoleTopic
{
    /// <summary>The configuration of a producer for a topic that is there.</summary>
    /// <exception cref="SinkException">The topic is not there or not to be seen, a setting is refused, or no broker answered in time.</exception>
    public static async Task<Dictionary<string, string>> ConfigureAsync(
        string topic,
        SinkOptions options,
        IReadOnlyDictionary<string, string> kafka,
        BrokerOutage outage,
        TimeProvider timeProvider,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        using var admin = SinkClients.Admin(kafka, outage, logger);
        var topics = new OutputTopics(admin, outage, SinkPipelines.Connect(options, outage, timeProvider, logger), options, logger);
        await topics.CountPartitionsAsync([topic], cancellationToken);
        return ProducerSettings.Idempotent(kafka, await topics.FindSizeLimitAsync([topic]));
    }
}
