using Streaming.Assessment.Drawing;

namespace Streaming.Assessment.Backtests.Reports;

/// <summary>Events to look at, each with its card's scores up to it.</summary>
internal static class NotableTable
{
    private const int Recent = 8;
    private const string Bars = "▁▂▃▄▅▆▇█";

    public static void Write(HtmlPage page, ScoredEvents events, NotableEvents notable) => page.Table(
        ["event", "card", "time, UTC", "amount", "score", "the card's scores up to it"],
        notable.List.Select(entry => new HtmlRow(
        [
            entry.Id,
            events.KeyNames[events.Keys[entry.Row]],
            Say.Time(events.Times[entry.Row]),
            float.IsNaN(events.Amounts[entry.Row]) ? "–" : Say.Rate(events.Amounts[entry.Row]),
            Say.Score(events.Scores(0)[entry.Row]),
            History(events, entry.Row),
        ])));

    private static string History(ScoredEvents events, int row)
    {
        var scores = new List<float>();
        var key = events.Keys[row];
        for (var earlier = row; earlier >= 0 && scores.Count < Recent; earlier--)
        {
            if (events.Keys[earlier] == key && !float.IsNaN(events.Scores(0)[earlier]))
            {
                scores.Insert(0, events.Scores(0)[earlier]);
            }
        }

        return $"{string.Concat(scores.Select(score => Bars[Math.Min((int)(score * Bars.Length), Bars.Length - 1)]))}  {string.Join("  ", scores.Select(score => score.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)))}";
    }
}
