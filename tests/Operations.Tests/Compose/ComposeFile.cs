using System.Diagnostics;
using Streaming.Broker.Tests.Support;
using YamlDotNet.Serialization;

namespace Streaming.Operations.Tests.Compose;

/// <summary>docker-compose.yml as docker-compose itself resolves it, all profiles on.</summary>
internal static class ComposeFile
{
    /// <summary>Services by name. Skips the calling test where docker-compose is absent (never in CI).</summary>
    public static async Task<IReadOnlyDictionary<string, Dictionary<object, object>>> ServicesAsync()
    {
        Require.That(File.Exists("/usr/bin/docker-compose"), "docker-compose is not installed");
        var start = new ProcessStartInfo("/usr/bin/docker-compose", ["--profile", "observability", "config"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var compose = Process.Start(start) ?? throw new InvalidOperationException("docker-compose did not start");
        var output = compose.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = compose.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await compose.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(compose.ExitCode == 0, await errors);
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(await output);
        return ((Dictionary<object, object>)file["services"]).ToDictionary(
            service => (string)service.Key, service => (Dictionary<object, object>)service.Value);
    }

    /// <summary>A list of texts below a service; empty if there is none.</summary>
    public static IReadOnlyList<string> Texts(this IReadOnlyDictionary<object, object> service, string name) =>
        service.TryGetValue(name, out var list) ? [.. ((List<object>)list).Select(item => item.ToString()!)] : [];
}
