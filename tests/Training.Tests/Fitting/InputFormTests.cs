using System.Globalization;
using Parquet;
using Parquet.Schema;
using Streaming.Ingest.Generator;
using Streaming.Model.Artifact;
using Streaming.Training.Fitting;
using Streaming.Training.Inputs;

namespace Streaming.Training.Tests.Fitting;

/// <summary>The form that events come in teaches nothing: CSV, JSON lines, Parquet and several files give one artifact.</summary>
public sealed class InputFormTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("streaming-forms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_same_events_give_the_same_artifact_in_whatever_form_they_come()
    {
        TorchFact.Require();
        var csv = Write("events.csv");
        var lines = await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken);
        var half = lines.Length / 2;
        await File.WriteAllLinesAsync(PathOf("first.csv"), lines[..half], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(PathOf("second.csv"), [lines[0], .. lines[half..]], TestContext.Current.CancellationToken);
        await WriteParquetAsync(PathOf("events.parquet"), lines);

        var expected = Fit(csv);

        Assert.Equal(expected, Fit(Write("events.jsonl")));
        Assert.Equal(expected, Fit(Write("events.csv.gz")));
        Assert.Equal(expected, Fit(PathOf("first.csv"), PathOf("second.csv")));
        Assert.Equal(expected, Fit(PathOf("events.parquet")));
    }

    private static async Task WriteParquetAsync(string path, string[] lines)
    {
        var names = lines[0].Split(',');
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        DataField[] fields = [.. names.Select<string, DataField>(name => name is "amount" or "lat" or "lon" ? new DataField<double>(name) : new DataField<string>(name))];
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        using var group = writer.CreateRowGroup();
        for (var column = 0; column < fields.Length; column++)
        {
            var cells = rows.Select(row => row[column]);
            if (fields[column].ClrType == typeof(double))
            {
                await group.WriteAsync<double>(fields[column], cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());
            }
            else
            {
                await group.WriteAsync(fields[column], cells.ToArray());
            }
        }
    }

    private string Write(string name)
    {
        using var writer = new TransactionFile(PathOf(name));
        var generator = new TransactionGenerator(new GeneratorOptions { Cards = 40, Days = 20, Seed = 3, FraudRate = 0.03 });
        while (generator.TryNext(out var transaction))
        {
            writer.Write(transaction);
        }

        return PathOf(name);
    }

    private string Fit(params string[] files)
    {
        var artifact = PathOf("model.onnx");
        var options = new FitOptions { Schema = RepositoryFiles.Of("schemas", "transactions.json"), Out = artifact, Hidden = 8, Threads = 1, Epochs = 1, Batch = 16 };
        using var input = HistoryInput.OfFiles(files);
        new FitRun(options, input, Quiet.Display(), TimeProvider.System).Run(CancellationToken.None);
        using var model = StepModel.Load(artifact);
        return model.ModelId;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
