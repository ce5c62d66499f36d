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

    private static string Schema => RepositoryFiles.Of("schemas", "transactions.json");

    private int Run(string line) => new TrainProgram(_output, _error, TimeProvider.System).Run(line.Split(' '), CancellationToken.None);
}
