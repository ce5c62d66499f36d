using System.Diagnostics;
using Streaming.Broker.Tests.Support;

namespace Streaming.Operations.Tests.Prometheus;

/// <summary>Debian's promtool (package prometheus).</summary>
internal static class Promtool
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "prometheus");

    /// <summary>Runs it in <see cref="Folder"/> and demands that it finds nothing to complain about.</summary>
    public static async Task PassesAsync(params string[] arguments)
    {
        Require.That(File.Exists("/usr/bin/promtool"), "promtool is not installed (Debian: prometheus)");
        var start = new ProcessStartInfo("/usr/bin/promtool", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Process.Start(start) ?? throw new InvalidOperationException("promtool did not start");
        var output = promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(promtool.ExitCode == 0, $"{await output}\n{await errors}");
    }
}
