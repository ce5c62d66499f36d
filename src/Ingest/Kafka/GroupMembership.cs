using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Streaming.Kafka;

namespace Streaming.Ingest.Kafka;

/// <summary>Asks whether anybody works in a consumer group.</summary>
public sealed class GroupMembership : IDisposable
{
    private readonly IngestOptions _options;
    private readonly IAdminClient _admin;
    private readonly RetryPipelines _pipelines;

    /// <summary>Makes the client; nothing is asked yet.</summary>
    /// <exception cref="KafkaSettingsException">A setting is refused.</exception>
    public GroupMembership(IngestOptions options, KafkaSettings settings, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        var logger = loggerFactory.CreateLogger<GroupMembership>();
        var outage = new BrokerOutage(timeProvider, logger);
        _options = options;
        _admin = Clients.Admin(settings, outage, logger);
        _pipelines = new RetryPipelines(options, outage, timeProvider, logger);
    }

    /// <summary>How many members a group has; 0 also for one that does not exist. Members of a group that is just forming count.</summary>
    /// <exception cref="IngestException">The group may not be seen, or no broker answered in time.</exception>
    public async Task<int> CountAsync(string group, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipelines.Connect.ExecuteAsync(async _ => await AskAsync(group), cancellationToken);
        }
        catch (KafkaException failure)
        {
            throw new IngestException($"The group {group} cannot be seen: {failure.Error.Reason}", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _admin.Dispose();

    private async Task<int> AskAsync(string group)
    {
        try
        {
            var found = await _admin.DescribeConsumerGroupsAsync([group], new DescribeConsumerGroupsOptions { RequestTimeout = _options.RequestTimeout });
            return found.ConsumerGroupDescriptions[0] switch
            {
                { State: ConsumerGroupState.Empty or ConsumerGroupState.Dead } => 0,
                var described => Math.Max(1, described.Members.Count),
            };
        }
        catch (DescribeConsumerGroupsException failure) when (IsMissing(failure.Results.ConsumerGroupDescriptions[0].Error))
        {
            return 0;
        }
        catch (DescribeConsumerGroupsException failure)
        {
            throw new KafkaException(failure.Results.ConsumerGroupDescriptions[0].Error);
        }
    }

    private static bool IsMissing(Error error) => error.Code == ErrorCode.GroupIdNotFound;
}
