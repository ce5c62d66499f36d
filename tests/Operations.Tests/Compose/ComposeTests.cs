using System.Diagnostics;
using System.Globalization;
using Streaming.Broker.Tests.Support;
using Streaming.Host.Verbs.Run;
using Streaming.Operations.Tests.Support;

namespace Streaming.Operations.Tests.Compose;

public sealed class ComposeTests(RunningDemo demo)
{
    [Fact]
    public async Task The_program_understands_what_it_is_started_with()
    {
        var ours = (await ComposeFile.ServicesAsync()).Values.Where(service => (string)service["image"] == "streaming:local").ToList();
        Assert.Equal(3, ours.Count);
        var verbs = ours.Select(service => CommandLines.Read(service.Texts("command"))).ToList();
        Assert.Equal(["generate", "run", "topics"], verbs.Select(read => read.Verb).Order(StringComparer.Ordinal));
        Assert.NotNull(RunPlan.Read(verbs.Single(read => read.Verb == "run").Settings).Http);
    }

    [Fact]
    public async Task The_scorer_is_given_longer_to_end_than_it_may_take()
    {
        var scorer = (await ComposeFile.ServicesAsync())["scorer"];
        var plan = RunPlan.Read(CommandLines.Read(scorer.Texts("command")).Settings);
        var grace = int.Parse(((string)scorer["stop_grace_period"]).TrimEnd('s'), CultureInfo.InvariantCulture);
        Assert.True(grace > 2 * plan.Inference.DrainBudget.TotalSeconds);
    }

    [Fact]
    public async Task Every_file_that_is_mounted_is_there()
    {
        foreach (var (name, service) in await ComposeFile.ServicesAsync())
        {
            Assert.All(service.Texts("volumes").Where(volume => volume.StartsWith('/')), volume =>
            {
                var source = volume.Split(':')[0];
                Assert.True(Path.Exists(source), $"{name} mounts {source}");
            });
        }
    }

    [Fact]
    public async Task Every_image_has_a_version_and_nothing_listens_beyond_this_machine()
    {
        foreach (var service in (await ComposeFile.ServicesAsync()).Values)
        {
            var image = (string)service["image"];
            Assert.Matches(@":(local|v?\d+\.\d+\.\d+)$", image);
            Assert.All(service.Texts("ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_scorer_s_health_check_tells_ready_from_not_there()
    {
        var check = (Dictionary<object, object>)(await ComposeFile.ServicesAsync())["scorer"]["healthcheck"];
        var test = check.Texts("test");
        Assert.Equal("CMD", test[0]);
        Assert.Equal(0, await RunAsync(test, demo.Address.Port));
        Assert.NotEqual(0, await RunAsync(test, FreePort.Next()));
    }

    [Fact]
    public async Task The_collector_understands_its_configuration()
    {
        var collector = Repository.SharedFile("tools", "bin", "otelcol");
        using var validate = Process.Start(collector, ["validate", "--config", Path.Combine(Repository.Root, "deploy", "otel-collector", "config.yaml")]);
        await validate.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, validate.ExitCode);
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> test, int port)
    {
        var command = test.Skip(1).Select(part => part.Replace("/8080", string.Create(CultureInfo.InvariantCulture, $"/{port}"), StringComparison.Ordinal)).ToList();
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
