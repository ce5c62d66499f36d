using System.Globalization;
using System.Text.Json;
using Streaming.Ingest.Files;

namespace Streaming.Host.Tests.Verbs;

/// <summary>A file of scores read back, and judged by somebody else: by ranks, and threshold by threshold.</summary>
internal readonly record struct ScoreRow(string Id, DateTime Time, int Label, float Score);

internal static class ScoreRows
{
    public static List<ScoreRow> Read(string path, string column = "score")
    {
        using var reader = new FileRecordReader([path]);
        var rows = new List<ScoreRow>();
        while (reader.Read())
        {
            using var row = JsonDocument.Parse(reader.Current.Value);
            var id = row.RootElement.GetProperty("id");
            rows.Add(new ScoreRow(
                id.ValueKind == JsonValueKind.String ? id.GetString() ?? "" : id.GetRawText(),
                DateTime.Parse(row.RootElement.GetProperty("time").GetString() ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
                row.RootElement.TryGetProperty("label", out var label) ? label.GetInt32() : -1,
                row.RootElement.GetProperty(column).GetSingle()));
        }

        return rows;
    }

    /// <summary>Mann and Whitney: the mean rank of the frauds, equal scores sharing theirs.</summary>
    public static double RocAuc(IReadOnlyCollection<ScoreRow> rows)
    {
        var labelled = rows.Where(row => row.Label >= 0).ToArray();
        var ranks = 0.0;
        var below = 0;
        foreach (var score in labelled.GroupBy(row => row.Score).OrderBy(score => score.Key))
        {
            ranks += score.Count(row => row.Label == 1) * (below + ((score.Count() + 1) / 2.0));
            below += score.Count();
        }

        double frauds = labelled.Count(row => row.Label == 1);
        return (ranks - (frauds * (frauds + 1) / 2)) / (frauds * (labelled.Length - frauds));
    }

    /// <summary>The precision at each fraud's score, averaged over frauds.</summary>
    public static double AveragePrecision(IReadOnlyCollection<ScoreRow> rows)
    {
        double sum = 0, frauds = 0, all = 0;
        foreach (var score in rows.Where(row => row.Label >= 0).GroupBy(row => row.Score).OrderByDescending(score => score.Key))
        {
            var here = score.Count(row => row.Label == 1);
            frauds += here;
            all += score.Count();
            sum += here * frauds / all;
        }

        return sum / frauds;
    }

    /// <summary>As the handbook's program does it, day by day.</summary>
    public static double CardPrecision(IEnumerable<(ScoreRow Row, string Card)> rows)
    {
        var detected = new HashSet<string>();
        var days = new List<double>();
        foreach (var day in rows.Where(entry => entry.Row.Label >= 0).GroupBy(entry => entry.Row.Time.Date).OrderBy(day => day.Key))
        {
            var top = day.GroupBy(entry => entry.Card).Where(card => !detected.Contains(card.Key))
                .Select(card => (card.Key, Score: card.Max(entry => entry.Row.Score), IsFraud: card.Any(entry => entry.Row.Label == 1)))
                .OrderByDescending(card => card.Score).ThenBy(card => card.Key, StringComparer.Ordinal).Take(100).ToArray();
            days.Add(top.Count(card => card.IsFraud) / 100.0);
            detected.UnionWith(top.Where(card => card.IsFraud).Select(card => card.Key));
        }

        return days.Average();
    }
}
