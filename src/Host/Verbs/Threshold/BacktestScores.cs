using System.Globalization;
using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Verbs.Backtest;
using Streaming.Ingest.Files;
using Streaming.Sink.Files;

namespace Streaming.Host.Verbs.Threshold;

/// <summary>One model's scores in a backtest.</summary>
/// <param name="Scores">The scores.</param>
/// <param name="Labels">1 fraud, 0 genuine, -1 no label (or none that would have been known).</param>
/// <param name="Days">Days with events.</param>
internal sealed record BacktestScores(float[] Scores, sbyte[] Labels, int Days)
{
    /// <summary>Reads what a backtest wrote.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="stateId">The model's: scores do not depend on its threshold.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ConfigurationException">There is no backtest, or none of this model.</exception>
    public static BacktestScores Read(string folder, string stateId, CancellationToken cancellationToken)
    {
        using var metrics = ReadMetrics(folder);
        var models = metrics.RootElement.GetProperty("models").EnumerateArray().ToList();
        var index = models.FindIndex(model => model.GetProperty("model").GetProperty("stateId").GetString() == stateId);
        if (index < 0)
        {
            throw new ConfigurationException($"--backtest: {folder} has no scores of this model (state {stateId}); it has those of "
                + string.Join(", ", models.Select(model => $"{model.GetProperty("model").GetProperty("name")} (state {model.GetProperty("model").GetProperty("stateId")})")));
        }

        var path = Enum.GetValues<ScoreFileFormat>().Select(format => Path.Combine(folder, ScoreFile.NameOf(format))).FirstOrDefault(File.Exists)
            ?? throw new ConfigurationException($"--backtest: {folder} has no file of scores");
        var rows = ReadRows(path, ScoreColumns.Score(index), cancellationToken);
        var delay = Duration.Parse(metrics.RootElement.GetProperty("labelDelay").GetString() ?? "0s");
        var known = rows.Count == 0 || delay == TimeSpan.Zero ? DateTimeOffset.MaxValue : rows.Max(row => row.Time) - delay;
        var scored = rows.Where(row => !float.IsNaN(row.Score)).ToArray();
        if (scored.Length == 0)
        {
            throw new ConfigurationException($"--backtest: {path} holds no score of this model");
        }

        return new BacktestScores(
            [.. scored.Select(row => row.Score)],
            [.. scored.Select(row => row.Time >= known ? (sbyte)-1 : row.Label)],
            scored.Select(row => row.Time.UtcDateTime.Date).Distinct().Count());
    }

    private static JsonDocument ReadMetrics(string folder)
    {
        var path = Path.Combine(folder, MetricsFile.Name);
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ConfigurationException($"--backtest: {folder} is not what a backtest wrote ({failure.Message})", failure);
        }
    }

    private static List<(DateTimeOffset Time, sbyte Label, float Score)> ReadRows(string path, string column, CancellationToken cancellationToken)
    {
        using var reader = new FileRecordReader([path]);
        var rows = new List<(DateTimeOffset Time, sbyte Label, float Score)>();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(ReadRow(reader.Current.Value.Span, column));
        }

        return rows;
    }

    private static (DateTimeOffset Time, sbyte Label, float Score) ReadRow(ReadOnlySpan<byte> value, string column)
    {
        var (time, label, score) = (DateTimeOffset.MinValue, (sbyte)-1, float.NaN);
        var json = new Utf8JsonReader(value);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isTime, isLabel, isScore) = (json.ValueTextEquals(ScoreColumns.Time), json.ValueTextEquals(ScoreColumns.Label), json.ValueTextEquals(column));
            json.Read();
            if (isTime)
            {
                time = DateTimeOffset.Parse(json.GetString() ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            }
            else if (isLabel)
            {
                label = json.GetSByte();
            }
            else if (isScore)
            {
                score = json.GetSingle();
            }
        }

        return (time, label, score);
    }
}
