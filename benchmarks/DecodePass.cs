using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Streaming.Ingest.Files;
using Streaming.Model.Artifact;
using Streaming.Model.Encoding;

namespace Streaming.Benchmarks;

/// <summary>The floor of a backtest: the file read and every event decoded by the schema, on one thread, and nothing done with it.</summary>
internal static class DecodePass
{
    private const int MaxRecordBytes = 1_048_576;
    private const int Rows = 1_024;

    public static Command Command()
    {
        var file = new Option<string[]>("--file") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "As streaming backtest takes them." };
        var model = new Option<string>("--model") { Required = true, Description = "Whose feature schema events are decoded by." };
        var command = new Command("decode-pass", "Reads and decodes recorded events.") { file, model };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(model)));
        return command;
    }

    private static int Run(string[] files, string modelFile)
    {
        using var model = StepModel.Load(modelFile);
        var encoder = model.Encoder;
        var rows = new EventRows(encoder, Rows);
        var (events, faults) = (0L, 0L);
        var watch = Stopwatch.StartNew();
        using var history = new FileHistory(files, MaxRecordBytes);
        while (history.TryRead(out var record))
        {
            var isFault = record.Fault.IsFault || encoder.Decode(record.Value.Span, rows, (int)(events % Rows)).IsFault;
            faults += isFault ? 1 : 0;
            events++;
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var processor = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"verb\":\"decode-pass\",\"events\":{events},\"faults\":{faults},\"seconds\":{seconds:f2},\"eventsPerSecond\":{events / seconds:f0},\"processorSeconds\":{processor:f2}}}"));
        return 0;
    }
}
