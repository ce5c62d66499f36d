using DotNet.Testcontainers.Builders;
using Testcontainers.Kafka;

[assembly: AssemblyFixture(typeof(Streaming.Broker.Tests.Support.BrokerFixture))]

namespace Streaming.Broker.Tests.Support;

/// <summary>
/// One Apache Kafka broker for all tests that leave it alone; each test makes topics of its own. A test that harms its broker starts
/// another with <see cref="StartAsync"/>.
/// </summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private const string Image = "apache/kafka:4.3.1";
    private KafkaContainer? _container;
    private string? _whyNot;

    /// <summary>host:port of the broker. Skips the calling test where Docker does not answer (never in CI).</summary>
    public string Bootstrap
    {
        get
        {
            Require.That(_container is not null, _whyNot ?? "the broker did not start");
            return Address(_container!);
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            _container = await StartAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is DockerUnavailableException or TimeoutException or Docker.DotNet.DockerApiException or ArgumentException)
        {
            _whyNot = $"no broker: Docker does not answer or has no image {Image} ({e.Message})";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }
    }

    /// <summary>A broker of the test's own. Its port is fixed, so that it is the same after a restart. Dispose it.</summary>
    public static async Task<KafkaContainer> StartAsync(CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        var port = FreePort.Next();
        var builder = new KafkaBuilder(Image)
            .WithPortBinding(port, KafkaBuilder.KafkaPort)
            .WithEnvironment("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .WithEnvironment("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
            .WithEnvironment("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
        foreach (var (name, value) in settings)
        {
            builder = builder.WithEnvironment(name, value);
        }

        var container = builder.Build();
        await container.StartAsync(cancellationToken);
        return container;
    }

    /// <summary>host:port, as librdkafka's settings and our own --bootstrap write it.</summary>
    public static string Address(KafkaContainer container)
    {
        ArgumentNullException.ThrowIfNull(container);
        var uri = new Uri(container.GetBootstrapAddress());
        return $"{uri.Host}:{uri.Port}";
    }
}
