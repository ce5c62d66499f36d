using System.Text.Json;
using Streaming.Host.Tests.CommandLine;
using Streaming.Model.Artifact;
using Streaming.Model.Schema;

namespace Streaming.Host.Tests.Verbs;

public sealed class BacktestVerbTests : IDisposable
{
    private static readonly string[] s_models = ["card-gru.onnx", "card-lstm.onnx"];

    private readonly RunningProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task The_same_command_twice_writes_the_same_bytes()
    {
        var data = await GenerateAsync();
        string[] command = ["backtest", "--file", data, "--model", .. Models(), "--segment", "channel", "--bootstrap-samples", "20", "--drop-known-compromised", "7d"];
        await RunAsync([.. command, "--out", Path("one")]);
        await RunAsync([.. command, "--out", Path("two")]);
        Assert.Equal(await ReadAsync("one", "metrics.json"), await ReadAsync("two", "metrics.json"));
        Assert.Equal(await ReadAsync("one", "scores.parquet"), await ReadAsync("two", "scores.parquet"));
        Assert.Equal(["metrics.json", "report.html", "scores.parquet"], Directory.GetFiles(Path("one")).Select(System.IO.Path.GetFileName).Order());
    }

    [Fact]
    public async Task The_first_models_overall_figures_come_first_and_agree_with_its_scores()
    {
        var report = await RunAsync("backtest", "--file", await GenerateAsync(), "--model", Model(0), "--out", Path("out"), "--json");
        var scores = ScoreRows.Read(Path("out", "scores.parquet"));
        using var metrics = Metrics("out");
        Assert.Equal(
            ["rocAuc", "averagePrecision", "cardPrecisionAt100"], metrics.RootElement.EnumerateObject().Take(3).Select(member => member.Name));
        Assert.Equal(scores.Count, report.GetProperty("scored").GetInt32());
        Assert.Equal(ScoreRows.RocAuc(scores), metrics.RootElement.GetProperty("rocAuc").GetDouble(), 1e-9);
        Assert.Equal(ScoreRows.AveragePrecision(scores), metrics.RootElement.GetProperty("averagePrecision").GetDouble(), 1e-9);
        Assert.Equal(report.GetProperty("precision").GetDouble(), metrics.RootElement.GetProperty("precision").GetDouble());
        Assert.Equal(report.GetProperty("recall").GetDouble(), metrics.RootElement.GetProperty("recall").GetDouble());
    }

    [Fact]
    public async Task Every_model_is_judged_as_if_it_were_alone()
    {
        var data = await GenerateAsync();
        await RunAsync("backtest", "--file", data, "--model", Model(0), Model(1), "--out", Path("both"), "--scores", "csv");
        await RunAsync("backtest", "--file", data, "--model", Model(1), "--out", Path("alone"), "--scores", "csv");
        using var both = Metrics("both");
        using var alone = Metrics("alone");
        Assert.Equal(
            alone.RootElement.GetProperty("models")[0].GetRawText(),
            both.RootElement.GetProperty("models")[1].GetRawText());
        Assert.Equal(
            ScoreRows.Read(Path("alone", "scores.csv")).Select(row => row.Score),
            ScoreRows.Read(Path("both", "scores.csv"), "score_2").Select(row => row.Score));
        Assert.Single(both.RootElement.GetProperty("differences").EnumerateArray());
    }

    [Fact]
    public async Task States_are_warm_where_the_range_begins()
    {
        var data = await GenerateAsync();
        await RunAsync("backtest", "--file", data, "--model", Model(0), "--out", Path("all"));
        var report = await RunAsync(
            "backtest", "--file", data, "--model", Model(0), "--from", "2026-01-05", "--to", "2026-01-09", "--out", Path("part"), "--json");
        var all = ScoreRows.Read(Path("all", "scores.parquet")).ToDictionary(row => row.Id);
        var part = ScoreRows.Read(Path("part", "scores.parquet"));
        Assert.Equal(all.Values.Count(row => row.Time >= new DateTime(2026, 1, 5) && row.Time < new DateTime(2026, 1, 9)), part.Count);
        Assert.All(part, row => Assert.Equal(all[row.Id].Score, row.Score, 1e-5f));
        Assert.True(report.GetProperty("warm").GetInt32() > 0 && report.GetProperty("outside").GetInt32() > 0);
    }

    [Fact]
    public async Task Labels_from_elsewhere_override_the_events_own()
    {
        var data = await GenerateAsync();
        await RunAsync("backtest", "--file", data, "--model", Model(0), "--out", Path("own"));
        var rows = ScoreRows.Read(Path("own", "scores.parquet"));
        await File.WriteAllLinesAsync(
            Path("labels.csv"), ["id,label", .. rows.Skip(10).Select(row => $"{row.Id},{1 - row.Label}"), "nobody,1"], TestContext.Current.CancellationToken);
        await RunAsync("backtest", "--file", data, "--model", Model(0), "--labels", Path("labels.csv"), "--out", Path("other"));
        using var metrics = Metrics("other");
        var input = metrics.RootElement.GetProperty("input");
        Assert.Equal(10, input.GetProperty("withoutLabel").GetInt32());
        Assert.Equal(1, input.GetProperty("labelsWithoutEvent").GetInt32());
        Assert.Contains("1 of ", _program.Error, StringComparison.Ordinal);
        Assert.All(ScoreRows.Read(Path("other", "scores.parquet")).Zip(rows).Skip(10), pair => Assert.Equal(1 - pair.Second.Label, pair.First.Label));
    }

    [Fact]
    public async Task Labels_that_would_not_have_been_known_are_left_out()
    {
        await RunAsync("backtest", "--file", await GenerateAsync(), "--model", Model(0), "--label-delay", "3d", "--out", Path("out"));
        using var metrics = Metrics("out");
        var rows = ScoreRows.Read(Path("out", "scores.parquet"));
        var known = rows.Max(row => row.Time) - TimeSpan.FromDays(3);
        Assert.Equal(rows.Count(row => row.Time >= known), metrics.RootElement.GetProperty("input").GetProperty("immatureLabels").GetInt32());
        Assert.Equal(rows.Count(row => row.Time < known), metrics.RootElement.GetProperty("labelled").GetInt32());
    }

    [Theory]
    [InlineData("--from 2027-01-01", "No event lies in the range")]
    [InlineData("--segment colour", "No event has the field \"colour\"")]
    public async Task What_makes_figures_meaningless_is_said(string options, string said)
    {
        await RunAsync(["backtest", "--file", await GenerateAsync(), "--model", Model(0), "--out", Path("out"), .. options.Split(' ')]);
        Assert.Contains(said, _program.Error, StringComparison.Ordinal);
        Assert.Contains(said.Split('"')[0], await File.ReadAllTextAsync(Path("out", "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "No event is labelled as fraud")]
    [InlineData("1", "Every labelled event is a fraud")]
    [InlineData("", "No event has a label")]
    public async Task Without_both_classes_figures_are_null(string label, string said)
    {
        await WriteAsync("events.csv", Enumerable.Range(0, 20).Select(i => Event(i, label)));
        var report = await RunAsync("backtest", "--file", Path("events.csv"), "--model", Model(0), "--out", Path("out"), "--json");
        Assert.Contains(said, _program.Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("rocAuc").ValueKind);
        using var metrics = Metrics("out");
        Assert.Equal(JsonValueKind.Null, metrics.RootElement.GetProperty("rocAuc").ValueKind);
        Assert.Equal(20, metrics.RootElement.GetProperty("events").GetInt32());
    }

    [Fact]
    public async Task A_score_that_is_the_same_for_every_event_is_said_and_ranks_like_a_coin()
    {
        // First events of as many cards, alike in everything.
        await WriteAsync("events.csv", Enumerable.Range(0, 20).Select(i => $"e{i},card{i},2026-01-01T00:00:00Z,10,m000001,grocery,DE,51.4,12.2,chip,{(i % 4 == 0 ? 1 : 0)}"));
        var report = await RunAsync("backtest", "--file", Path("events.csv"), "--model", Model(0), "--out", Path("out"), "--json");
        Assert.Contains("gives every event the same score", _program.Error, StringComparison.Ordinal);
        Assert.Equal(0.5, report.GetProperty("rocAuc").GetDouble());
    }

    [Fact]
    public async Task A_sensitive_key_needs_its_secret_and_scores_as_in_clear()
    {
        var exported = await File.ReadAllBytesAsync(SharedData.Require("models", "pytorch", "pytorch_gru.onnx"), TestContext.Current.CancellationToken);
        foreach (var (name, schema) in new[] { ("clear", StandardSchema.OfTransactions), ("masked", StandardSchema.OfTransactions.Replace("\"field\": \"card\"", "\"field\": \"card\", \"sensitive\": true", StringComparison.Ordinal)) })
        {
            await File.WriteAllBytesAsync(Path($"{name}.onnx"), ModelPacker.Pack(exported, FeatureSchema.Parse(schema), name), TestContext.Current.CancellationToken);
        }

        await File.WriteAllTextAsync(Path("secret"), "0123456789abcdef0123456789abcdef", TestContext.Current.CancellationToken);
        var data = await GenerateAsync();
        Assert.NotEqual(0, await _program.RunAsync("backtest", "--file", data, "--model", Path("masked.onnx"), "--out", Path("refused")));
        Assert.Contains("--key-secret-file", _program.Error, StringComparison.Ordinal);

        await RunAsync("backtest", "--file", data, "--model", Path("clear.onnx"), "--out", Path("clear"), "--scores", "csv");
        await RunAsync("backtest", "--file", data, "--model", Path("masked.onnx"), "--key-secret-file", Path("secret"), "--out", Path("masked"), "--scores", "csv");

        Assert.Equal(await ReadAsync("clear", "scores.csv"), await ReadAsync("masked", "scores.csv"));
        Assert.DoesNotContain("c000001", await File.ReadAllTextAsync(Path("masked", "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_in_the_wrong_order_and_records_that_cannot_be_read_are_said_and_counted()
    {
        await WriteAsync("late.csv", [.. Enumerable.Range(50, 20).Select(i => Event(i, "0")), "no,c1,yesterday,1,m,food,DE,1,2,chip,0"]);
        await WriteAsync("early.csv", Enumerable.Range(0, 20).Select(i => Event(i, i == 3 ? "1" : "0")));
        await RunAsync("backtest", "--file", Path("late.csv"), Path("early.csv"), "--model", Model(0), "--out", Path("out"));
        Assert.Contains("early.csv begins before the events of the files ahead of it end", _program.Error, StringComparison.Ordinal);
        Assert.Contains("1 records are dead letters. The first: field \"time\"", _program.Error, StringComparison.Ordinal);
        using var metrics = Metrics("out");
        Assert.Equal(20, metrics.RootElement.GetProperty("input").GetProperty("late").GetInt32());
        Assert.Equal(1, metrics.RootElement.GetProperty("input").GetProperty("deadLettersByReason").GetProperty("bad-time").GetInt32());
    }

    [Fact]
    public async Task Unknown_columns_are_said_with_what_was_expected()
    {
        await File.WriteAllLinesAsync(Path("other.csv"), ["a,b", "1,2", "3,4"], TestContext.Current.CancellationToken);
        await RunAsync("backtest", "--file", Path("other.csv"), "--model", Model(0), "--out", Path("out"));
        Assert.Contains("Not one record could be scored, so there are no figures. The first: field \"card\"", _program.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("either --file or --topic is required", "--model", "m.onnx", "--out", "o")]
    [InlineData("--model is required", "--file", "FILE", "--out", "o")]
    [InlineData("--to must lie after --from", "--file", "FILE", "--model", "m.onnx", "--out", "o", "--from", "2026-01-02", "--to", "2026-01-02")]
    [InlineData("--warm-from must not lie after", "--file", "FILE", "--model", "m.onnx", "--out", "o", "--from", "2026-01-02", "--warm-from", "2026-01-03")]
    [InlineData("expected whole days", "--file", "FILE", "--model", "m.onnx", "--out", "o", "--drop-known-compromised", "36h")]
    public async Task What_contradicts_itself_is_a_usage_error(string said, params string[] options)
    {
        await File.WriteAllTextAsync(Path("FILE"), "", TestContext.Current.CancellationToken);
        Assert.Equal(2, await _program.RunAsync(["backtest", .. options.Select(option => option == "FILE" ? Path("FILE") : option)]));
        Assert.Contains(said, _program.LastErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_for_a_budget_keeps_the_state_id()
    {
        await RunAsync("backtest", "--file", await GenerateAsync(), "--model", Model(0), "--out", Path("out"));
        var chosen = await RunAsync(
            "threshold", "--backtest", Path("out"), "--model", Model(0), "--out", Path("new.onnx"), "--alerts-per-day", "5", "--json");
        var former = await RunAsync("inspect", Model(0), "--json");
        var copy = await RunAsync("inspect", Path("new.onnx"), "--json");
        Assert.Equal(former.GetProperty("stateId").GetString(), copy.GetProperty("stateId").GetString());
        Assert.NotEqual(former.GetProperty("modelId").GetString(), copy.GetProperty("modelId").GetString());
        Assert.Equal(chosen.GetProperty("threshold").GetSingle(), copy.GetProperty("threshold").GetSingle());
        Assert.InRange(chosen.GetProperty("alertsPerDay").GetDouble(), 0.1, 5);

        // And the copy does what was promised.
        var kept = await RunAsync("backtest", "--file", await GenerateAsync(), "--model", Path("new.onnx"), "--out", Path("again"), "--json");
        Assert.Equal(chosen.GetProperty("alerts").GetInt32(), kept.GetProperty("alerts").GetInt32());
        Assert.Equal(chosen.GetProperty("recall").GetDouble(), kept.GetProperty("recall").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task A_threshold_for_a_precision_has_it()
    {
        await RunAsync("backtest", "--file", await GenerateAsync(), "--model", Model(0), "--out", Path("out"), "--scores", "csv");
        var chosen = await RunAsync(
            "threshold", "--backtest", Path("out"), "--model", Model(0), "--out", Path("new.onnx"), "--precision", "0.5", "--json");
        Assert.True(chosen.GetProperty("precision").GetDouble() >= 0.5);
    }

    [Fact]
    public async Task A_threshold_that_cannot_be_had_is_refused()
    {
        await WriteAsync("events.csv", Enumerable.Range(0, 20).Select(i => Event(i, "0")));
        await RunAsync("backtest", "--file", Path("events.csv"), "--model", Model(0), "--out", Path("out"));
        string[] command = ["threshold", "--backtest", Path("out"), "--out", Path("new.onnx")];
        Assert.Equal(2, await _program.RunAsync([.. command, "--model", Model(0), "--precision", "0.5"]));
        Assert.Contains("no event of the backtest is labelled as fraud", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, await _program.RunAsync([.. command, "--model", Model(1), "--alerts-per-day", "5"]));
        Assert.Contains("has no scores of this model", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, await _program.RunAsync([.. command, "--model", Model(0)]));
        Assert.False(File.Exists(Path("new.onnx")));
    }

    private static string Event(int number, string label) => FormattableString.Invariant(
        $"e{number},c{number % 3},2026-01-{1 + (number / 10):00}T{number % 10:00}:00:00Z,{10 + number},m000001,grocery,DE,51.4,12.2,chip,{label}");

    private Task WriteAsync(string name, IEnumerable<string> events) => File.WriteAllLinesAsync(
        Path(name), ["id,card,time,amount,merchant,merchant_category,country,lat,lon,channel,fraud", .. events], TestContext.Current.CancellationToken);

    private async Task<string> GenerateAsync()
    {
        var path = Path("data.csv");
        if (!File.Exists(path))
        {
            await RunAsync("generate", "--cards", "150", "--days", "12", "--seed", "3", "--out", path);
        }

        return path;
    }

    private async Task<JsonElement> RunAsync(params string[] command)
    {
        Assert.True(await _program.RunAsync(command) == 0, _program.LastErrorLine);
        var last = _program.Output.TrimEnd().Split('\n')[^1];
        return last.StartsWith('{') ? JsonDocument.Parse(last).RootElement : default;
    }

    private JsonDocument Metrics(string folder) => JsonDocument.Parse(File.ReadAllBytes(Path(folder, "metrics.json")));

    private Task<byte[]> ReadAsync(params string[] parts) => File.ReadAllBytesAsync(Path(parts), TestContext.Current.CancellationToken);

    private string Path(params string[] parts) => System.IO.Path.Combine([_program.Folder, .. parts]);

    private static string Model(int index) => Repository.Folder("models", s_models[index]);

    private static string[] Models() => [Model(0), Model(1)];
}
