using System.Diagnostics;
using System.Text.Json;
using Streaming.Host.Tests.Verbs;
using Streaming.Model.Artifact;
using Streaming.Model.Schema;

namespace Streaming.Host.Tests;

/// <summary>The built program as a process of its own: what only a process has.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("streaming-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Results_go_to_standard_output_and_reasons_to_standard_error()
    {
        using var version = Start("--version");
        Assert.StartsWith("streaming ", await version.StandardOutput.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        await version.WaitForExitAsync(Cancellation);
        Assert.Equal(0, version.ExitCode);

        using var refused = Start("inspect", "none.onnx");
        var reason = await refused.StandardError.ReadToEndAsync(Cancellation);
        Assert.Empty(await refused.StandardOutput.ReadToEndAsync(Cancellation));
        await refused.WaitForExitAsync(Cancellation);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("none.onnx", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_drains_reports_and_ends_with_0(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals on Windows.");
        using var demo = Start("demo", "--model", WriteModel(), "--pace", "500/s", "--json");
        var output = demo.StandardOutput.ReadToEndAsync(Cancellation);
        while (await demo.StandardError.ReadLineAsync(Cancellation) is { } line && !line.Contains(" events, ", StringComparison.Ordinal))
        {
        }

        var rest = demo.StandardError.ReadToEndAsync(Cancellation);
        using var kill = Process.Start("kill", [$"-{signal}", $"{demo.Id}"]);
        await demo.WaitForExitAsync(Cancellation);
        Assert.Equal(0, demo.ExitCode);
        Assert.Contains("draining", await rest, StringComparison.OrdinalIgnoreCase);
        var report = JsonDocument.Parse((await output).TrimEnd().Split('\n')[^1]).RootElement;
        Assert.True(report.GetProperty("events").GetInt64() > 0);
    }

    [Fact]
    public async Task Signals_that_go_on_until_the_end_change_nothing_about_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals on Windows.");
        using var demo = Start("demo", "--model", WriteModel(), "--pace", "500/s", "--json");
        var output = demo.StandardOutput.ReadToEndAsync(Cancellation);
        while (await demo.StandardError.ReadLineAsync(Cancellation) is { } line && !line.Contains(" events, ", StringComparison.Ordinal))
        {
        }

        var rest = demo.StandardError.ReadToEndAsync(Cancellation);
        using var kill = Process.Start("sh", ["-c", $"while kill -TERM {demo.Id} 2>/dev/null; do sleep 0.01; done"]);
        await demo.WaitForExitAsync(Cancellation);
        Assert.Equal(0, demo.ExitCode);
        Assert.NotEmpty(await output);
        await rest;
    }

    [Fact]
    public async Task A_fault_answers_1_with_the_reason_as_the_last_line()
    {
        using var run = Start("run", "--model", WriteModel(), "--bootstrap", "localhost:1");
        var errors = await run.StandardError.ReadToEndAsync(Cancellation);
        await run.WaitForExitAsync(Cancellation);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("streaming run: ", errors.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "streaming.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["Streaming__Ingest__ConnectTimeout"] = "00:00:01";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    private string WriteModel()
    {
        var path = Path.Combine(_folder, "model.onnx");
        var exported = File.ReadAllBytes(SharedData.Require("models", "pytorch", "pytorch_gru.onnx"));
        File.WriteAllBytes(path, ModelPacker.Pack(exported, FeatureSchema.Parse(StandardSchema.OfTransactions), "random"));
        return path;
    }
}
