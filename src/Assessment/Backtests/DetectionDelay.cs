namespace Streaming.Assessment.Backtests;

/// <summary>
/// Frauds that went through on a card before its first alert. An alert counts from the card's first fraud on, on whichever event; one
/// before it is a false alarm.
/// </summary>
/// <param name="Cards">Cards with frauds.</param>
/// <param name="Detected">Those of them with an alert.</param>
/// <param name="MeanFrauds">Frauds before the alert, mean over the detected cards; null without any.</param>
/// <param name="MedianFrauds">The same, median.</param>
public sealed record DetectionDelay(int Cards, int Detected, double? MeanFrauds, double? MedianFrauds)
{
    internal static DetectionDelay Of(ScoredEvents events, ReadOnlySpan<int> rows, int model, float threshold)
    {
        const int detected = -1;
        var keys = events.Keys;
        var labels = events.Labels;
        var scores = events.Scores(model);
        var missed = new int[events.KeyNames.Count];
        var delays = new List<int>();
        foreach (var row in rows)
        {
            ref var card = ref missed[keys[row]];
            if (card == detected || (labels[row] != 1 && card == 0))
            {
                continue;
            }

            if (scores[row] >= threshold)
            {
                delays.Add(card);
                card = detected;
            }
            else if (labels[row] == 1)
            {
                card++;
            }
        }

        delays.Sort();
        var cards = delays.Count + missed.Count(card => card > 0);
        return delays.Count == 0
            ? new DetectionDelay(cards, 0, null, null)
            : new DetectionDelay(cards, delays.Count, delays.Average(), (delays[(delays.Count - 1) / 2] + delays[delays.Count / 2]) / 2.0);
    }
}
