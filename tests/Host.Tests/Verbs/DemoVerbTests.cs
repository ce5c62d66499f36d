using System.Text.Json;
using Streaming.Host.Tests.CommandLine;
using Streaming.Model.Artifact;
using Streaming.Model.Schema;

namespace Streaming.Host.Tests.Verbs;

/// <summary>The whole program in this process, on real sockets and the real clock: seconds each.</summary>
public sealed class DemoVerbTests : IDisposable
{
    private readonly RunningProgram _program = new() { Clock = TimeProvider.System };

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("500/s")]
    [InlineData("max")]
    public async Task A_few_seconds_end_with_a_report_that_adds_up(string pace)
    {
        Assert.Equal(0, await _program.RunAsync(
            "demo", "--model", WriteModel(), "--pace", pace, "--cards", "200", "--duration", "2s", "--json"));

        var report = JsonDocument.Parse(_program.Output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal("demo", report.GetProperty("verb").GetString());
        var events = report.GetProperty("events").GetInt64();
        Assert.True(events >= 500, $"only {events} events");
        Assert.Equal(events, report.GetProperty("scored").GetInt64() + report.GetProperty("deadLetters").GetInt64());
        Assert.Equal(0, report.GetProperty("deadLetters").GetInt64());
        Assert.InRange(report.GetProperty("keys").GetInt64(), 1, 200);
        Assert.InRange(report.GetProperty("steps").GetInt64(), 1, events);
        Assert.True(report.GetProperty("latencyMs").GetProperty("p99").GetDouble() >= report.GetProperty("latencyMs").GetProperty("p50").GetDouble());

        // A model with random weights finds frauds no better than a coin: the figures are there, or null for want of an alert.
        Assert.True(report.TryGetProperty("precision", out _));
        Assert.True(report.TryGetProperty("recall", out _));
        Assert.DoesNotContain("error", _program.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_a_duration_it_goes_on_until_it_is_asked_to_stop()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(12), TimeProvider.System);
        Assert.Equal(0, await _program.RunUntilAsync(stop.Token, "demo", "--model", WriteModel(), "--pace", "200/s", "--json"));
        var report = JsonDocument.Parse(_program.Output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.NotEqual(0, report.GetProperty("events").GetInt64());
        Assert.Equal(
            report.GetProperty("events").GetInt64(),
            report.GetProperty("scored").GetInt64() + report.GetProperty("deadLetters").GetInt64());
    }

    [Fact]
    public async Task Being_asked_to_stop_before_it_has_begun_is_a_normal_end()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.Equal(0, await _program.RunUntilAsync(stop.Token, "demo", "--model", WriteModel()));
    }

    private string WriteModel()
    {
        var exported = SharedData.Require("models", "pytorch", "pytorch_gru.onnx");
        var path = Path.Combine(_program.Folder, "model.onnx");
        File.WriteAllBytes(path, ModelPacker.Pack(File.ReadAllBytes(exported), FeatureSchema.Parse(StandardSchema.OfTransactions), "random"));
        return path;
    }
}
