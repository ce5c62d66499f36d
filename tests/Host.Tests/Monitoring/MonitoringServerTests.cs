using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Host.Monitoring;
using Streaming.Host.Telemetry;

namespace Streaming.Host.Tests.Monitoring;

public sealed class MonitoringServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Liveness_readiness_and_metrics_are_served()
    {
        using var meter = new Meter("Streaming.Probe");
        using var telemetry = TelemetrySession.Start("here", scraped: true);
        var health = new Health();
        await using var server = await MonitoringServer.StartAsync(
            HttpAddress.Parse("0"), health, telemetry.Metrics!, NullLoggerFactory.Instance, Cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready", Cancellation)).StatusCode);
        health.Ready();
        Assert.Equal("ready\n", await client.GetStringAsync("/health/ready", Cancellation));
        health.Draining();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready", Cancellation)).StatusCode);

        meter.CreateHistogram<double>("streaming.probe.duration", "s").Record(0.00003);
        var metrics = await client.GetStringAsync("/metrics", Cancellation);
        Assert.Contains("streaming_probe_duration_seconds_bucket", metrics, StringComparison.Ordinal);
        Assert.Contains("le=\"5E-05\"", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet_", metrics, StringComparison.Ordinal);
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
}
