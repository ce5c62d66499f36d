using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Monitoring;

/// <summary>Debian's Prometheus, scraping every second into a folder that goes with it.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus";
    private readonly Process _process;
    private readonly TemporaryFolder _folder;
    private readonly HttpClient _client;

    private PrometheusServer(Process process, TemporaryFolder folder, HttpClient client)
    {
        _process = process;
        _folder = folder;
        _client = client;
    }

    /// <summary>Starts it over some scrape targets and rule files. Skips the calling test where it is not installed (never in CI).</summary>
    public static async Task<PrometheusServer> StartAsync(IReadOnlyList<int> ports, IReadOnlyList<string> ruleFiles)
    {
        Require.That(File.Exists(Program), $"{Program} is not installed (Debian: prometheus)");
        var folder = new TemporaryFolder();
        var targets = string.Join(", ", ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"'127.0.0.1:{port}'")));
        var configuration = folder.Write("prometheus.yml", $"""
            global: {"{ scrape_interval: 1s, evaluation_interval: 1s }"}
            rule_files: [{string.Join(", ", ruleFiles.Select(path => $"'{path}'"))}]
            scrape_configs:
              - job_name: streaming
                static_configs:
                  - targets: [{targets}]
            """);
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Next()}");
        var process = Process.Start(new ProcessStartInfo(
            Program, [$"--config.file={configuration}", $"--storage.tsdb.path={folder.PathOf("data")}", $"--web.listen-address={address}", "--log.level=error"]))
            ?? throw new InvalidOperationException("Prometheus did not start");
        var server = new PrometheusServer(process, folder, new HttpClient { BaseAddress = new Uri($"http://{address}") });
        await Eventually.TrueAsync(server.IsReadyAsync, TimeSpan.FromSeconds(60), () => "Prometheus is not ready");
        return server;
    }

    /// <summary>Waits until an expression has a series.</summary>
    public Task HasAsync(string expression) =>
        Eventually.TrueAsync(async () => await CountAsync(expression) > 0, TimeSpan.FromSeconds(60), () => $"no series: {expression}");

    /// <summary>How many series an expression has now.</summary>
    public async Task<int> CountAsync(string expression)
    {
        using var form = new FormUrlEncodedContent([new("query", expression)]);
        using var answer = await _client.PostAsync("/api/v1/query", form, TestContext.Current.CancellationToken);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.True(json.GetProperty("status").GetString() == "success", $"{expression}: {json}");
        return json.GetProperty("data").GetProperty("result").GetArrayLength();
    }

    /// <summary>Every rule with its health: <c>ok</c>, <c>unknown</c> before it was evaluated, or an error.</summary>
    public async Task<IReadOnlyList<(string Name, string Health)>> RulesAsync()
    {
        var json = JsonDocument.Parse(await _client.GetStringAsync("/api/v1/rules", TestContext.Current.CancellationToken)).RootElement;
        return [.. from @group in json.GetProperty("data").GetProperty("groups").EnumerateArray()
            from rule in @group.GetProperty("rules").EnumerateArray()
            select (rule.GetProperty("name").GetString()!, rule.GetProperty("health").GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _client.GetAsync("/-/ready", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
