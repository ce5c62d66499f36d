using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Streaming.Host.Monitoring;

namespace Streaming.Host.Tests.Monitoring;

public sealed class MonitoringServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_that_was_taken_meanwhile_is_given_up_for_a_free_one_where_any_will_do()
    {
        await using var first = await RunningMonitor.StartAsync();
        var taken = new HttpAddress(IPAddress.Loopback, first.Client.BaseAddress!.Port);

        await Assert.ThrowsAsync<IOException>(() => RunningMonitor.StartAsync(address: taken));
        await using var second = await RunningMonitor.StartAsync(address: taken with { OrAnother = true });

        Assert.Equal("live\n", await second.Client.GetStringAsync("/health/live", Cancellation));
    }

    [Fact]
    public async Task Health_and_metrics_are_served()
    {
        using var meter = new Meter("Streaming.Probe");
        await using var monitor = await RunningMonitor.StartAsync();
        var client = monitor.Client;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/startup"));
        monitor.Health.Ready();
        Assert.Equal("ready\n", await client.GetStringAsync("/health/ready", Cancellation));
        Assert.Equal("started\n", await client.GetStringAsync("/health/startup", Cancellation));
        monitor.Health.Draining();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/startup"));

        var buckets = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.00005, 0.001] };
        meter.CreateHistogram("streaming.probe.duration", "s", advice: buckets).Record(0.00003);
        var metrics = await client.GetStringAsync("/metrics", Cancellation);
        Assert.Contains("streaming_probe_duration_seconds_bucket", metrics, StringComparison.Ordinal);
        Assert.Contains("le=\"5E-05\"", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet_", metrics, StringComparison.Ordinal);

        async Task<HttpStatusCode> StatusAsync(string path) => (await client.GetAsync(path, Cancellation)).StatusCode;
    }

    [Fact]
    public async Task Every_path_is_described_and_every_described_path_is_there()
    {
        await using var monitor = await RunningMonitor.StartAsync(new byte[16]);
        var description = JsonDocument.Parse(await monitor.Client.GetStringAsync("/openapi.json", Cancellation)).RootElement;

        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            var method = path.Value.EnumerateObject().Single().Name;
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), path.Name);
            using var response = await monitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            Assert.True(
                path.Value.GetProperty(method).GetProperty("responses").TryGetProperty($"{(int)response.StatusCode}", out _),
                $"{path.Name} answered {response.StatusCode}");
            Assert.NotEqual(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("/partitions", "PartitionList")]
    [InlineData("/events", "Snapshot")]
    public async Task Answers_are_as_described(string path, string schema)
    {
        await using var monitor = await RunningMonitor.StartAsync();
        var description = JsonDocument.Parse(await monitor.Client.GetStringAsync("/openapi.json", Cancellation)).RootElement;
        using var reader = new StreamReader(await monitor.Client.GetStreamAsync(path, Cancellation));
        var line = await reader.ReadLineAsync(Cancellation);
        var answer = JsonDocument.Parse(line!.Replace("data: ", "", StringComparison.Ordinal)).RootElement;

        Check(answer, description.GetProperty("components").GetProperty("schemas"), schema);
    }

    [Fact]
    public async Task A_second_snapshot_comes_a_second_later()
    {
        await using var monitor = await RunningMonitor.StartAsync();
        using var reader = new StreamReader(await monitor.Client.GetStreamAsync("/events", Cancellation));
        var first = await reader.ReadLineAsync(Cancellation);
        Assert.Equal("", await reader.ReadLineAsync(Cancellation));
        var second = await reader.ReadLineAsync(Cancellation);

        Assert.StartsWith("data: {", first, StringComparison.Ordinal);
        Assert.StartsWith("data: {", second, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task The_model_is_shown_with_the_threshold_in_force()
    {
        await using var monitor = await RunningMonitor.StartAsync();
        var model = JsonDocument.Parse(await monitor.Client.GetStringAsync("/model", Cancellation)).RootElement;

        Assert.Equal("card-gru", model.GetProperty("name").GetString());
        Assert.Equal(0.25, model.GetProperty("threshold").GetDouble());
    }

    [Fact]
    public async Task A_state_is_shown_to_nobody_without_the_token()
    {
        await using (var closed = await RunningMonitor.StartAsync())
        {
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(closed, "Bearer any", """{"key":"card"}"""));
        }

        var token = "0123456789abcdef"u8.ToArray();
        await using var monitor = await RunningMonitor.StartAsync(token);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(monitor, null, """{"key":"card"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(monitor, "Bearer 0123456789abcdeF", """{"key":"card"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(monitor, "Basic 0123456789abcdef", """{"key":"card"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(monitor, "Bearer 0123456789abcdef", "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(monitor, "Bearer 0123456789abcdef", "card"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(monitor, "Bearer 0123456789abcdef", $$"""{"key":"{{new string('x', 5_000)}}"}"""));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(monitor, "Bearer 0123456789abcdef", """{"key":"card"}"""));
    }

    [Theory]
    [InlineData("8080", "127.0.0.1", 8080)]
    [InlineData("0.0.0.0:8080", "0.0.0.0", 8080)]
    [InlineData("[::]:8080", "::", 8080)]
    public void A_port_alone_is_served_to_this_machine_only(string text, string ip, int port) =>
        Assert.Equal(new HttpAddress(IPAddress.Parse(ip), port), HttpAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("http")]
    [InlineData("70000")]
    [InlineData("-1")]
    [InlineData("example.org:80")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => HttpAddress.Parse(text));

    private static async Task<HttpStatusCode> AskAsync(RunningMonitor monitor, string? authorization, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/state") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using var response = await monitor.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    // Members neither more nor fewer than described, down the references.
    private static void Check(JsonElement answer, JsonElement schemas, string name)
    {
        var properties = schemas.GetProperty(name).GetProperty("properties");
        Assert.Equal(properties.EnumerateObject().Select(property => property.Name), answer.EnumerateObject().Select(member => member.Name));
        foreach (var property in properties.EnumerateObject())
        {
            if (property.Value.TryGetProperty("$ref", out var reference))
            {
                Check(answer.GetProperty(property.Name), schemas, reference.GetString()!.Split('/')[^1]);
            }
        }
    }
}
