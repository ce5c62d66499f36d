using Microsoft.Extensions.Time.Testing;
using Streaming.Host.CommandLine;
using Streaming.Host.Verbs;

namespace Streaming.Host.Tests.CommandLine;

/// <summary>The program run in this process, with a working folder and an environment of its own.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("streaming-").FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public IReadOnlyList<Verb> Verbs { get; init; } = AllVerbs.List;

    public TimeProvider Clock { get; init; } = new FakeTimeProvider();

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string LastErrorLine => Error.TrimEnd().Split('\n')[^1];

    public Task<int> RunAsync(params string[] arguments) => RunUntilAsync(TestContext.Current.CancellationToken, arguments);

    /// <summary>Runs until asked to stop, as by Ctrl-C.</summary>
    public Task<int> RunUntilAsync(CancellationToken stop, params string[] arguments) =>
        new StreamingProgram(Verbs, new Terminal(_output, _error, isInteractive: false), Clock, Folder, [.. Variables])
            .RunAsync(arguments, stop);

    public void WriteAppSettings(string json) => File.WriteAllText(Path.Combine(Folder, "appsettings.json"), json);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
