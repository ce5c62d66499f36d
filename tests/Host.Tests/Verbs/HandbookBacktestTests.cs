using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Streaming.Host.Tests.CommandLine;

namespace Streaming.Host.Tests.Verbs;

/// <summary>The handbook's four test weeks in one backtest, filtered and not, against another reading of the same scores.</summary>
public sealed class HandbookBacktestTests
{
    private const string Schema =
        """
        {
          "version": 1, "id": { "field": "TRANSACTION_ID" }, "key": { "field": "CUSTOMER_ID" },
          "time": { "field": "TX_DATETIME", "pattern": "yyyy-MM-dd HH:mm:ss" },
          "label": { "field": "TX_FRAUD", "positive": [1], "leaks": ["TX_FRAUD_SCENARIO"] }, "amount": { "field": "TX_AMOUNT" },
          "features": [
            { "name": "amount", "kind": "numeric", "field": "TX_AMOUNT", "transform": "log1p" },
            { "name": "gap", "kind": "gap", "first": "30d" },
            { "name": "hour", "kind": "hour", "harmonics": 2 },
            { "name": "weekday", "kind": "weekday", "harmonics": 1 }
          ]
        }
        """;

    private static readonly DateTime s_first = new(2018, 8, 8);

    [Fact]
    public async Task The_four_fold_weeks_agree_with_an_independent_evaluation()
    {
        var data = SharedData.Require("handbook_raw_dev_2018-04-01_2018-09-07.csv.gz");
        using var program = new RunningProgram();
        var (schema, model, output) = (Path.Combine(program.Folder, "schema.json"), Path.Combine(program.Folder, "model.onnx"), Path.Combine(program.Folder, "out"));
        await File.WriteAllTextAsync(schema, Schema, TestContext.Current.CancellationToken);
        Assert.Equal(0, await program.RunAsync("pack", SharedData.Require("models", "pytorch", "pytorch_gru.onnx"), "--schema", schema, "--out", model));
        Assert.Equal(0, await program.RunAsync(
            "backtest", "--file", data, "--model", model, "--warm-from", "2018-04-01", "--from", "2018-08-08", "--to", "2018-09-05",
            "--drop-known-compromised", "7d", "--out", output));

        using var metrics = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(output, "metrics.json"), TestContext.Current.CancellationToken));
        var cards = ReadCards(data);
        var scores = ScoreRows.Read(Path.Combine(output, "scores.parquet")).ConvertAll(row => (Row: row, Card: cards[row.Id].Card));
        var weeks = metrics.RootElement.GetProperty("models")[0].GetProperty("weeks");
        var filtered = metrics.RootElement.GetProperty("knownCompromisedDropped").GetProperty("models")[0].GetProperty("weeks");
        Assert.Equal(4, weeks.GetArrayLength());
        for (var week = 0; week < 4; week++)
        {
            var begin = s_first.AddDays(7 * week);
            var rows = scores.Where(entry => entry.Row.Time >= begin && entry.Row.Time < begin.AddDays(7)).ToArray();
            Same(rows, weeks[week].GetProperty("figures"));
            Same([.. rows.Where(entry => !IsKnown(cards.Values, entry.Card, begin, entry.Row.Time.Date))], filtered[week].GetProperty("figures"));
        }

        Assert.Equal((67_080, 58_264), (Events(weeks[0]), Events(filtered[0])));
        Assert.Equal(ScoreRows.RocAuc([.. scores.Select(entry => entry.Row)]), metrics.RootElement.GetProperty("rocAuc").GetDouble(), 1e-9);
        Assert.Equal(ScoreRows.CardPrecision(scores), metrics.RootElement.GetProperty("cardPrecisionAt100").GetDouble(), 1e-9);
    }

    private static void Same((ScoreRow Row, string Card)[] rows, JsonElement figures)
    {
        var plain = rows.Select(entry => entry.Row).ToArray();
        Assert.Equal(plain.Length, figures.GetProperty("events").GetInt32());
        Assert.Equal(plain.Count(row => row.Label == 1), figures.GetProperty("frauds").GetInt32());
        Assert.Equal(ScoreRows.RocAuc(plain), figures.GetProperty("rocAuc").GetDouble(), 1e-9);
        Assert.Equal(ScoreRows.AveragePrecision(plain), figures.GetProperty("averagePrecision").GetDouble(), 1e-9);
        Assert.Equal(ScoreRows.CardPrecision(rows), figures.GetProperty("cardPrecisionAt100").GetDouble(), 1e-9);
        Assert.Equal(plain.Average(row => Math.Pow((double)row.Score - row.Label, 2)), figures.GetProperty("brier").GetDouble(), 1e-9);
    }

    private static ILookup<string, DateTime>? s_frauds;

    // A fraud in the train week, or on any day up to train end + d - 1: the week two weeks before the test week, and on to the day eight days before.
    private static bool IsKnown(IEnumerable<Transaction> all, string card, DateTime week, DateTime day) =>
        (s_frauds ??= all.Where(transaction => transaction.IsFraud).ToLookup(transaction => transaction.Card, transaction => transaction.Day))[card]
            .Any(fraud => fraud >= week.AddDays(-14) && fraud <= day.AddDays(-8));

    private static int Events(JsonElement week) => week.GetProperty("figures").GetProperty("events").GetInt32();

    private static Dictionary<string, Transaction> ReadCards(string data)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(data), CompressionMode.Decompress));
        var cards = new Dictionary<string, Transaction>();
        file.ReadLine();
        while (file.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (string.CompareOrdinal(cells[1], "2018-07-01") >= 0)
            {
                cards.Add(cells[0], new Transaction(cells[2], DateTime.ParseExact(cells[1], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).Date, cells[7] == "1"));
            }
        }

        return cards;
    }

    private readonly record struct Transaction(string Card, DateTime Day, bool IsFraud);
}
