using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests.Telemetry;

/// <summary>The OpenTelemetry Collector: takes OTLP, and prints all that it got.</summary>
internal sealed partial class Collector : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private Collector(int port)
    {
        Endpoint = $"http://127.0.0.1:{port}";
        var configuration = _folder.Write(
            "collector.yaml",
            $$"""
            receivers: { otlp: { protocols: { grpc: { endpoint: "127.0.0.1:{{port}}" } } } }
            exporters: { debug: { verbosity: detailed } }
            service:
              telemetry: { metrics: { level: none } }
              pipelines:
                traces: { receivers: [otlp], exporters: [debug] }
                metrics: { receivers: [otlp], exporters: [debug] }
            """);
        var start = new ProcessStartInfo(Repository.SharedFile("tools", "bin", "otelcol"), ["--config", configuration])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>For <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Endpoint { get; }

    /// <summary>All that it printed.</summary>
    public string Text => string.Join('\n', _lines);

    public IReadOnlyList<CollectedSpan> Spans => [.. Span().Matches(Text).Select(match => new CollectedSpan(
        match.Groups["trace"].Value, match.Groups["parent"].Value, match.Groups["id"].Value, match.Groups["name"].Value.Trim(), match.Groups["rest"].Value))];

    public static async Task<Collector> StartAsync()
    {
        var port = FreePort.Next();
        var collector = new Collector(port);
        await Eventually.TrueAsync(
            async () =>
            {
                using var client = new TcpClient();
                try
                {
                    await client.ConnectAsync("127.0.0.1", port);
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(30),
            () => collector.Text);
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"Span #\d+\n\s+Trace ID\s*: (?<trace>\w+)\n\s+Parent ID\s*: (?<parent>\w*)\n\s+ID\s*: (?<id>\w+)\n\s+Name\s*: (?<name>[^\n]+)\n(?<rest>(?:(?!Span #|ScopeSpans #|ResourceSpans #|ResourceMetrics #)[^\n]*\n)*)")]
    private static partial Regex Span();
}

/// <summary>A span as the collector printed it.</summary>
/// <param name="TraceId">32 hex digits.</param>
/// <param name="ParentId">16 hex digits, or nothing.</param>
/// <param name="Id">16 hex digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rest">Kind, times, status, attributes and links as printed.</param>
internal sealed record CollectedSpan(string TraceId, string ParentId, string Id, string Name, string Rest);
