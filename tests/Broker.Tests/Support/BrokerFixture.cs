using System.Diagnostics;
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
        for (var tries = 1; ; tries++)
        {
            var builder = new KafkaBuilder(Image)
                .WithPortBinding(FreePort.Next(), KafkaBuilder.KafkaPort)
                .WithEnvironment("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .WithEnvironment("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
                .WithEnvironment("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
            foreach (var (name, value) in settings)
            {
                builder = builder.WithEnvironment(name, value);
            }

            var container = builder.Build();
            try
            {
                await container.StartAsync(cancellationToken);
                return container;
            }
            catch (Exception failure) when (tries < 3 && (failure is TimeoutException or Docker.DotNet.DockerApiException))
            {
                // Somebody took the port in between, or the machine was too busy to start a broker in time.
                await container.DisposeAsync();
            }
        }
    }

    /// <summary>Kills a broker of the test's own, as a power cut does it. <see cref="DotNet.Testcontainers.Containers.IContainer.StartAsync"/> starts it again.</summary>
    public static async Task KillAsync(KafkaContainer container, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(container);
        using var kill = Process.Start(new ProcessStartInfo("docker", ["kill", container.Id]) { RedirectStandardOutput = true })!;
        await kill.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, kill.ExitCode);
        await container.StopAsync(cancellationToken);
    }

    /// <summary>Freezes a broker of the test's own. The kernel gives up at times where all threads do not stop soon enough; then it is asked again.</summary>
    public static async Task FreezeAsync(KafkaContainer container, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(container);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await container.PauseAsync(cancellationToken);
                return;
            }
            catch (Docker.DotNet.DockerApiException failure) when (tries < 10 && failure.Message.Contains("unable to freeze", StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Watches over a broker that was killed and started, until cancelled. Kafka 4.3 comes back at times unable to end the transactions of
    /// before: its marker handler fails for topics that are there with UNKNOWN_TOPIC_OR_PARTITION and tries again without pause or end, so
    /// that no transaction of those producers can begin or end. Nothing but another start helps, and no client can do that.
    /// </summary>
    public static async Task WatchOverAsync(KafkaContainer container, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(container);
        try
        {
            for (var looks = 0; !cancellationToken.IsCancellationRequested;)
            {
                await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, cancellationToken);

                // A few such lines are a broker that is still starting; hundreds, look after look, are one that will not stop.
                looks = CountFailedMarkers(container) < 100 ? 0 : looks + 1;
                if (looks == 3)
                {
                    await KillAsync(container, CancellationToken.None);
                    await container.StartAsync(CancellationToken.None);
                    looks = 0;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test goes on without.
        }
    }

    private static int CountFailedMarkers(KafkaContainer container) => LogOf(container, "--since", "4s").Split('\n').Count(line =>
        line.Contains("transaction marker for partition", StringComparison.Ordinal) && line.Contains("UnknownTopicOrPartition", StringComparison.Ordinal));

    /// <summary>The last lines of a broker's log.</summary>
    public static string LogOf(KafkaContainer container, params string[] more)
    {
        ArgumentNullException.ThrowIfNull(container);
        using var logs = Process.Start(new ProcessStartInfo("docker", ["logs", "--tail", "300", .. more, container.Id]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = logs.StandardError.ReadToEndAsync();
        return logs.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
    }

    /// <summary>host:port, as librdkafka's settings and our own --bootstrap write it.</summary>
    public static string Address(KafkaContainer container)
    {
        ArgumentNullException.ThrowIfNull(container);
        var uri = new Uri(container.GetBootstrapAddress());
        return $"{uri.Host}:{uri.Port}";
    }
}
