using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Inference;
using Streaming.Ingest;
using Streaming.Model.Artifact;
using Streaming.Sink;

namespace Streaming.Host.Tests.Telemetry;

/// <summary>docs/telemetry.md names every instrument, with kind, unit and description; a table that drifts fails here.</summary>
public sealed class InstrumentTableTests
{
    private const string Begin = "<!-- instruments -->";
    private const string End = "<!-- /instruments -->";

    [Fact]
    public void The_table_of_instruments_is_what_the_program_has()
    {
        var documented = File.ReadAllText(Repository.Folder("docs", "telemetry.md"));
        var table = documented[(documented.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..documented.IndexOf(End, StringComparison.Ordinal)];

        // The last column, the tags, is for people alone.
        var rows = table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split('|')[..5]).TrimEnd() + " |")
            .ToList();

        var instruments = Instruments();
        if (!instruments.SequenceEqual(rows))
        {
            File.WriteAllLines(Repository.Folder("tests", "Host.Tests", "Telemetry", "instruments.received.txt"), instruments);
        }

        Assert.Equal(instruments, rows);
    }

    private static IReadOnlyList<string> Instruments()
    {
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        using var model = StepModel.Load(Repository.Folder("models", "card-gru.onnx"));
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is InferenceTelemetry.SourceName or IngestTelemetry.SourceName or SinkTelemetry.SourceName)
                {
                    Assert.False(string.IsNullOrEmpty(instrument.Unit), $"{instrument.Name} has no unit");
                    lock (rows)
                    {
                        rows.Add($"| `{instrument.Name}` | {KindOf(instrument)} | `{instrument.Unit}` | {instrument.Description} |");
                    }
                }
            },
        };
        listener.Start();
        RuntimeHelpers.RunClassConstructor(typeof(IngestTelemetry).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(SinkTelemetry).TypeHandle);
        using var pipeline = new ScoringPipeline(
            model,
            new InferenceOptions(),
            new SilentSource(),
            new SilentSink(),
            TimeProvider.System,
            TaskScheduler.Default,
            NullLogger<ScoringPipeline>.Instance);
        lock (rows)
        {
            return [.. rows];
        }
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "ObservableUpDownCounter" or "ObservableGauge" => "gauge",
        "ObservableCounter" or "Counter" => "counter",
        "Histogram" => "histogram",
        var other => other,
    };
}
