using System.Diagnostics;
using System.Net.Http.Json;
using Testcontainers.Kafka;

namespace Streaming.Broker.Tests.Support;

/// <summary>A broker whose second listener is reached through Toxiproxy, which throttles or cuts the connections.</summary>
internal sealed class ProxiedBroker : IAsyncDisposable
{
    private readonly KafkaContainer _container;
    private readonly Process _proxy;
    private readonly HttpClient _http;

    private ProxiedBroker(KafkaContainer container, Process proxy, HttpClient http, string bootstrap)
    {
        _container = container;
        _proxy = proxy;
        _http = http;
        Bootstrap = bootstrap;
    }

    /// <summary>Past the proxy, for the test's own clients.</summary>
    public string DirectBootstrap => BrokerFixture.Address(_container);

    /// <summary>Through the proxy.</summary>
    public string Bootstrap { get; }

    public static async Task<ProxiedBroker> StartAsync(CancellationToken cancellationToken)
    {
        var server = Repository.SharedFile("tools", "bin", "toxiproxy-server");
        var (api, listen, upstream) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var container = new KafkaBuilder("apache/kafka:4.3.1")
            .WithPortBinding(FreePort.Next(), KafkaBuilder.KafkaPort)
            .WithListener($"127.0.0.1:{listen}")
            .WithPortBinding(upstream, listen)
            .WithEnvironment("KAFKA_LISTENERS", $"PLAINTEXT://:9092,BROKER://:9093,CONTROLLER://:9094,TC-0://:{listen}")
            .Build();
        await container.StartAsync(cancellationToken);
        var start = new ProcessStartInfo(server, ["-host", "127.0.0.1", "-port", $"{api}"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var proxy = Process.Start(start)!;
        proxy.BeginErrorReadLine();
        proxy.BeginOutputReadLine();
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{api}") };
        var broker = new ProxiedBroker(container, proxy, http, $"127.0.0.1:{listen}");
        await Eventually.TrueAsync(broker.AnswersAsync, TimeSpan.FromSeconds(20), () => "Toxiproxy does not answer");
        await broker.PostAsync("/proxies", new { name = "kafka", listen = $"127.0.0.1:{listen}", upstream = $"127.0.0.1:{upstream}", enabled = true });
        return broker;
    }

    /// <summary>Limits what clients send to the broker (or, downstream, what they read from it), per connection.</summary>
    public Task ThrottleAsync(int kilobytesPerSecond, string stream = "upstream") =>
        PostAsync("/proxies/kafka/toxics", new { name = "slow", type = "bandwidth", stream, attributes = new { rate = kilobytesPerSecond } });

    public async Task UnthrottleAsync()
    {
        using var answer = await _http.DeleteAsync(new Uri("/proxies/kafka/toxics/slow", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _proxy.Kill();
        await _proxy.WaitForExitAsync(CancellationToken.None);
        _proxy.Dispose();
        await _container.DisposeAsync();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/version", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task PostAsync<T>(string path, T body)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }
}
