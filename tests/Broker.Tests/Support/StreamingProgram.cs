using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Streaming.Broker.Tests.Support;

/// <summary>The program as users start it: a process with arguments, two output streams, signals and an exit code.</summary>
internal sealed partial class StreamingProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Task _reading;

    private StreamingProgram(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _errors));
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static StreamingProgram Start(params string[] arguments) => Start(environment: null, arguments);

    public static StreamingProgram Start(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "streaming.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        process.StandardInput.Close();
        return new StreamingProgram(process);
    }

    /// <summary>Runs to the end and demands an exit code. The answer is the last line of standard output as JSON, if it is JSON.</summary>
    public static async Task<JsonElement> RunAsync(int exitCode, params string[] arguments)
    {
        await using var program = Start(arguments);
        await program.ExitsAsync(exitCode, TimeSpan.FromMinutes(3));
        return program.Report();
    }

    public JsonElement Report()
    {
        var last = _output.LastOrDefault(line => line.Length > 0);
        return last is not null && last.StartsWith('{') ? JsonDocument.Parse(last).RootElement : default;
    }

    public async Task ExitsAsync(int exitCode, TimeSpan within, Func<string>? more = null)
    {
        await ExitsAsync(within, more);
        Assert.True(_process.ExitCode == exitCode, $"exit code {_process.ExitCode}, expected {exitCode}\n--- output\n{Output}\n--- errors\n{Errors}");
    }

    public async Task<int> ExitsAsync(TimeSpan within, Func<string>? more = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(within);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"still running after {within}\n--- output\n{Output}\n--- errors\n{Errors}\n{more?.Invoke()}");
        }

        await _reading;
        return _process.ExitCode;
    }

    /// <summary>Waits for a line of standard error that contains a text.</summary>
    public Task SaysAsync(string text, TimeSpan within) =>
        Eventually.TrueAsync(
            () => _errors.Any(line => line.Contains(text, StringComparison.OrdinalIgnoreCase)),
            within,
            () => $"'{text}' was not said\n--- output\n{Output}\n--- errors\n{Errors}");

    public void Terminate() => Signal(15);

    public void Kill() => Signal(9);

    public void Freeze() => Signal(19);

    public void Thaw() => Signal(18);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal(18);
            Signal(9);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _reading;
        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, ConcurrentQueue<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);

    private void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            _ = SendSignal(_process.Id, signal);
        }
    }
}
