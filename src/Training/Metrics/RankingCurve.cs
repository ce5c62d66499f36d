namespace Streaming.Training.Metrics;

/// <summary>What every possible threshold would catch, from the highest; events without a label are left out.</summary>
/// <param name="Points">One per distinct score, falling.</param>
/// <param name="Events">Labelled events.</param>
/// <param name="Frauds">Frauds among them.</param>
internal sealed record RankingCurve(IReadOnlyList<RankingPoint> Points, int Events, int Frauds)
{
    public static RankingCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<sbyte> labels)
    {
        var keys = new List<float>(scores.Length);
        var values = new List<sbyte>(scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            if (labels[i] >= 0)
            {
                keys.Add(scores[i]);
                values.Add(labels[i]);
            }
        }

        var sortedScores = keys.ToArray();
        var sortedLabels = values.ToArray();
        Array.Sort(sortedScores, sortedLabels);
        var points = new List<RankingPoint>();
        var (alerts, frauds) = (0, 0);
        for (var i = sortedScores.Length - 1; i >= 0; i--)
        {
            alerts++;
            frauds += sortedLabels[i];
            if (i == 0 || sortedScores[i - 1] != sortedScores[i])
            {
                points.Add(new RankingPoint(sortedScores[i], alerts, frauds));
            }
        }

        return new RankingCurve(points, alerts, frauds);
    }
}
