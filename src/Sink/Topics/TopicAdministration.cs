using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Polly;
using Streaming.Kafka;
using Streaming.Sink.Producing;

namespace Streaming.Sink.Topics;

/// <summary>Creates what is missing and says what differs. Changes nothing that exists.</summary>
public sealed class TopicAdministration : IDisposable
{
    // A new topic is not everywhere at once.
    private static readonly TimeSpan Propagation = TimeSpan.FromMilliseconds(200);

    private readonly SinkOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly BrokerOutage _outage;
    private readonly IAdminClient _admin;
    private readonly ResiliencePipeline _connect;
    private readonly ResiliencePipeline _create;

    /// <summary>Makes the client; nothing is asked yet.</summary>
    /// <exception cref="SinkException">A setting is refused.</exception>
    public TopicAdministration(
        SinkOptions options, IReadOnlyDictionary<string, string> kafka, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _timeProvider = timeProvider;
        _logger = loggerFactory.CreateLogger<TopicAdministration>();
        _outage = new BrokerOutage(timeProvider, _logger);
        _admin = SinkClients.Admin(kafka, _outage, _logger);
        _connect = SinkPipelines.Connect(options, _outage, timeProvider, _logger);
        _create = SinkPipelines.CreateTopics(options, _outage, timeProvider, _logger);
    }

    /// <summary>Brings topics about. The first plan is the input's: what has no count of its own takes the input's.</summary>
    /// <returns>An outcome per plan, in order.</returns>
    /// <exception cref="SinkException">A topic could not be created or looked at, or no broker answered in time.</exception>
    public async Task<IReadOnlyList<TopicOutcome>> EnsureAsync(IReadOnlyList<TopicPlan> plans, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plans);
        try
        {
            var existing = await DescribeAsync([.. plans.Select(plan => plan.Name)], cancellationToken);
            var outcomes = new List<TopicOutcome>();
            var inputPartitions = existing.TryGetValue(plans[0].Name, out var input) ? input.Partitions.Count : plans[0].Partitions;
            foreach (var plan in plans)
            {
                var wanted = plan with { Partitions = plan.Partitions ?? inputPartitions };
                var outcome = existing.TryGetValue(plan.Name, out var topic)
                    ? new TopicOutcome(plan.Name, topic.Partitions.Count, IsNew: false, await CompareAsync(wanted, topic, cancellationToken))
                    : await CreateAsync(wanted, cancellationToken);
                inputPartitions ??= outcome.Partitions;
                outcomes.Add(outcome);
            }

            return outcomes;
        }
        catch (KafkaException failure)
        {
            throw new SinkException($"The topics could not be looked at or created: {(_outage.Last ?? failure.Error).Reason}", failure);
        }
    }

    /// <summary>Creates one topic if it is missing; a topic that is there is not looked at.</summary>
    /// <exception cref="SinkException">The topic could not be created, or no broker answered in time.</exception>
    public async Task CreateMissingAsync(TopicPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        try
        {
            if (!(await DescribeAsync([plan.Name], cancellationToken)).ContainsKey(plan.Name))
            {
                await CreateAsync(plan, cancellationToken);
            }
        }
        catch (KafkaException failure)
        {
            throw new SinkException($"The topic {plan.Name} could not be looked at or created: {(_outage.Last ?? failure.Error).Reason}", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _admin.Dispose();

    private async Task<Dictionary<string, TopicMetadata>> DescribeAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var found = await _connect.ExecuteAsync(
            async _ => await TopicLookup.FindAsync(_admin, names, _options.RequestTimeout), cancellationToken);
        _outage.Heal();
        return found;
    }

    private async Task<TopicOutcome> CreateAsync(TopicPlan plan, CancellationToken cancellationToken)
    {
        var specification = new TopicSpecification
        {
            Name = plan.Name,
            NumPartitions = plan.Partitions ?? -1,
            ReplicationFactor = plan.Replicas ?? -1,
            Configs = plan.Settings.ToDictionary(),
        };
        await _create.ExecuteAsync(
            async _ =>
            {
                try
                {
                    await _admin.CreateTopicsAsync([specification], new CreateTopicsOptions { RequestTimeout = _options.RequestTimeout });
                }
                catch (CreateTopicsException failure)
                {
                    // An earlier try that timed out may have got through.
                    var error = failure.Results[0].Error;
                    if (error.Code != ErrorCode.TopicAlreadyExists)
                    {
                        throw MayHeal(error)
                            ? new KafkaException(error)
                            : new SinkException($"The topic {plan.Name} could not be created: {error.Reason}", failure);
                    }
                }
            },
            cancellationToken);
        Dictionary<string, TopicMetadata> found;
        while (!(found = await DescribeAsync([plan.Name], cancellationToken)).ContainsKey(plan.Name))
        {
            await Task.Delay(Propagation, _timeProvider, cancellationToken);
        }

        var partitions = found[plan.Name].Partitions.Count;
        _logger.TopicCreated(plan.Name, partitions);
        return new TopicOutcome(plan.Name, partitions, IsNew: true, []);
    }

    private async Task<List<string>> CompareAsync(TopicPlan plan, TopicMetadata topic, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        if (plan.Partitions is { } partitions && partitions != topic.Partitions.Count)
        {
            differences.Add($"partitions: expected {partitions}, found {topic.Partitions.Count}");
        }

        var replicas = topic.Partitions.Count > 0 ? topic.Partitions[0].Replicas.Length : 0;
        if (plan.Replicas is { } wanted && wanted != replicas)
        {
            differences.Add($"replicas: expected {wanted}, found {replicas}");
        }

        if (plan.Required.Count > 0)
        {
            var configurations = await _connect.ExecuteAsync(
                async _ => await _admin.DescribeConfigsAsync(
                    [new ConfigResource { Type = ResourceType.Topic, Name = plan.Name }],
                    new DescribeConfigsOptions { RequestTimeout = _options.RequestTimeout }),
                cancellationToken);
            var entries = configurations[0].Entries;
            differences.AddRange(plan.Required
                .Where(name => entries.TryGetValue(name, out var entry) && entry.Value != plan.Settings[name])
                .Select(name => $"{name}: expected {plan.Settings[name]}, found {entries[name].Value}"));
        }

        return differences;
    }

    // A name, count or setting that the brokers refuse once they refuse for ever.
    private static bool MayHeal(Error error) => error.Code is
        ErrorCode.RequestTimedOut or ErrorCode.NotController or ErrorCode.LeaderNotAvailable or ErrorCode.BrokerNotAvailable
        or ErrorCode.NetworkException or ErrorCode.ThrottlingQuotaExceeded or ErrorCode.Local_TimedOut or ErrorCode.Local_Transport;
}
