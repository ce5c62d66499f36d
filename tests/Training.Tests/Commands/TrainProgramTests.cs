using System.Text.Json;
using Streaming.Training.Commands;

namespace Streaming.Training.Tests.Commands;

public sealed class TrainProgramTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly TemporaryFile _history = GeneratedHistory.Write(cards: 40, days: 15);
    private readonly TemporaryFile _model = new(".onnx");

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _history.Dispose();
        _model.Dispose();
    }

    [Theory]
    [InlineData("--hidden 0", "--hidden: expected 1 to 1024, found '0'")]
    [InlineData("--cell elman", "--cell: expected one of none, rnn, lstm, gru, found 'elman'")]
    [InlineData("--from yesterday", "--from: expected a time as in 2018-04-01 or 2018-04-01T12:30:00Z, found 'yesterday'")]
    [InlineData("--label-delay 7", "--label-delay: expected a number and a unit, as in 500ms, 30s or 7d, found '7'")]
    [InlineData("--dropout 1", "--dropout: expected a number from 0 to 0.9, found '1'")]
    [InlineData("--precision 0.5 --alert-share 0.1", "expected one of --alerts-per-day, --alert-share and --precision, found several")]
    [InlineData("--objective surprise --cell none", "expected a cell with memory")]
    public void A_mistake_is_told_before_data_are_read(string typed, string reason)
    {
        Assert.Equal(2, Run($"fit --data {_history.Path} --schema schema.json --out {_model.Path} {typed}"));
        Assert.Contains(reason, _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_mistake_too()
    {
        Assert.Equal(2, Run($"check --data nowhere.csv --schema {Schema}"));
        Assert.Equal("streaming-train: expected a file, found none: nowhere.csv", _error.ToString().Trim());
    }

    [Fact]
    public void A_schema_that_is_none_ends_with_its_own_code() =>
        Assert.Equal(3, Run($"check --data {_history.Path} --schema {_history.Path}"));

    [Theory]
    [InlineData("fraud")]
    [InlineData("surprise")]
    public void A_fit_ends_with_one_object(string objective)
    {
        TorchFact.Require();
        Assert.Equal(0, Run($"fit --data {_history.Path} --schema {Schema} --objective {objective} --epochs 1 --hidden 8 --out {_model.Path} --json --quiet"));
        using var summary = JsonDocument.Parse(_output.ToString().Trim().Split('\n')[^1]);
        Assert.Equal("fit", summary.RootElement.GetProperty("verb").GetString());
        Assert.Equal(new FileInfo(_model.Path).Length, summary.RootElement.GetProperty("bytes").GetInt64());
        Assert.InRange(summary.RootElement.GetProperty("stepDifference").GetDouble(), 0, 1e-4);
    }

    [Theory]
    [InlineData("check --data {0} --topic t --schema s", "expected one of --data and --topic, found both")]
    [InlineData("check --schema s", "expected one of --data and --topic, found neither")]
    [InlineData("fit --data {0} --schema {1} --out /nowhere/at/all/m.onnx", "--out: expected a folder, found none: /nowhere/at/all")]
    [InlineData("fit --topic t --kafka group.id=x --schema {1} --out m.onnx", "'group.id' cannot be turned")]
    public void Inputs_and_outputs_that_cannot_be_are_told_at_once(string line, string reason)
    {
        Assert.Equal(2, Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, _history.Path, Schema)));
        Assert.Contains(reason, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_come_from_the_command_line_then_the_environment_then_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("streaming-config").FullName;
        try
        {
            File.WriteAllText(
                Path.Combine(folder, "appsettings.json"),
                """{ "Streaming": { "Hidden": 12, "Epochs": 7, "Cell": "rnn", "ToTopic": "of another program", "Data": ["a.csv", "b.csv"], "Kafka": { "sasl.password": "hush" } } }""");
            var environment = new Dictionary<string, string> { ["STREAMING_EPOCHS"] = "9", ["Streaming__LabelDelay"] = "7d", ["STREAMING_CELL"] = "lstm" };
            Assert.Equal(0, Run($"fit --schema {Schema} --out m.onnx --cell none --show-config --json", environment, folder));
            using var shown = JsonDocument.Parse(_output.ToString());
            var options = shown.RootElement.GetProperty("options").EnumerateArray().ToDictionary(
                option => option.GetProperty("option").GetString()!,
                option => (option.GetProperty("value").GetString(), option.GetProperty("source").GetString()![..4]));
            Assert.Equal(("none", "comm"), options["--cell"]);
            Assert.Equal(("9", "envi"), options["--epochs"]);
            Assert.Equal(("7d", "envi"), options["--label-delay"]);
            Assert.Equal(("12", "file"), options["--hidden"]);
            Assert.Equal(("a.csv b.csv", "file"), options["--data"]);
            Assert.Equal(("sasl.password=******", "file"), options["--kafka"]);
            Assert.Equal(("1", "defa"), options["--layers"]);
            Assert.DoesNotContain("hush", _output.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_configured_mistake_says_where_it_is_and_a_typed_input_makes_a_configured_one_void()
    {
        Assert.Equal(2, Run($"fit --data {_history.Path} --schema {Schema} --out m.onnx", new() { ["STREAMING_HIDDEN"] = "0" }));
        Assert.Contains("--hidden is set by the environment", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Run($"check --data {_history.Path} --schema {Schema} --json --quiet", new() { ["STREAMING_TOPIC"] = "transactions" }));
    }

    private static string Schema => RepositoryFiles.Of("schemas", "transactions.json");

    private int Run(string line, Dictionary<string, string>? environment = null, string? folder = null) => new TrainProgram(_output, _error, TimeProvider.System, new ConfiguredOptions(environment ?? [], folder ?? Path.GetTempPath()))
        .Run(line.Split(' '), CancellationToken.None);
}
