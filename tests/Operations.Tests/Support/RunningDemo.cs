using System.Globalization;
using Streaming.Broker.Tests.Support;

[assembly: AssemblyFixture(typeof(Streaming.Operations.Tests.Support.RunningDemo))]

namespace Streaming.Operations.Tests.Support;

/// <summary>One <c>streaming demo</c> that is running and has scored, for all tests that only look at it.</summary>
public sealed class RunningDemo : IAsyncLifetime
{
    private readonly int _port = FreePort.Next();
    private StreamingProgram? _program;

    /// <summary>Where its page is.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    /// <summary>Asks it.</summary>
    public HttpClient Client => field ??= new HttpClient { BaseAddress = Address };

    public async ValueTask InitializeAsync()
    {
        _program = StreamingProgram.Start(
            "demo", "--pace", "400/s", "--cards", "300", "--http", _port.ToString(CultureInfo.InvariantCulture), "--quiet");
        await Eventually.TrueAsync(
            async () => !_program.HasExited && (await MetricsAsync()).Contains("streaming_score_count", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60),
            () => _program.Errors);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }
    }

    private async Task<string> MetricsAsync()
    {
        try
        {
            return await Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }
}
