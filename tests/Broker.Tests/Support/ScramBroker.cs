using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Testcontainers.Kafka;

namespace Streaming.Broker.Tests.Support;

/// <summary>A broker with a second listener that takes SASL/SCRAM-SHA-512 alone.</summary>
internal sealed class ScramBroker : IAsyncDisposable
{
    private readonly KafkaContainer _container;

    private ScramBroker(KafkaContainer container, string address)
    {
        _container = container;
        Bootstrap = address;
    }

    /// <summary>The listener without authentication, for the test's own clients.</summary>
    public string PlainBootstrap => BrokerFixture.Address(_container);

    /// <summary>The listener with authentication.</summary>
    public string Bootstrap { get; }

    public static async Task<ScramBroker> StartAsync(string user, string password, CancellationToken cancellationToken)
    {
        var port = FreePort.Next();
        var container = new KafkaBuilder("apache/kafka:4.3.1")
            .WithPortBinding(FreePort.Next(), KafkaBuilder.KafkaPort)
            .WithListener($"127.0.0.1:{port}")
            .WithPortBinding(port, port)
            .WithEnvironment("KAFKA_LISTENERS", $"PLAINTEXT://:9092,BROKER://:9093,CONTROLLER://:9094,TC-0://:{port}")
            .WithEnvironment("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,TC-0:SASL_PLAINTEXT")
            .WithEnvironment("KAFKA_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-512")
            .WithEnvironment(
                "KAFKA_LISTENER_NAME_TC___0_SCRAM___SHA___512_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;")
            .Build();
        await container.StartAsync(cancellationToken);
        var broker = new ScramBroker(container, $"127.0.0.1:{port}");
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.PlainBootstrap }).Build();
        await admin.AlterUserScramCredentialsAsync(
        [
            new UserScramCredentialUpsertion
            {
                User = user,
                Password = System.Text.Encoding.UTF8.GetBytes(password),
                ScramCredentialInfo = new ScramCredentialInfo { Iterations = 4096, Mechanism = ScramMechanism.ScramSha512 },
            },
        ]);
        return broker;
    }

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
