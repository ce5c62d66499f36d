using Streaming.Training.Data;

namespace Streaming.Training.Loop;

/// <summary>What a network says of the events of a period, in the history's order.</summary>
/// <param name="Rows">Indices of the events in the history.</param>
/// <param name="Scores">Their raw scores.</param>
/// <param name="Losses">Their losses.</param>
/// <param name="Labels">Their labels.</param>
internal sealed record Evaluation(int[] Rows, float[] Scores, float[] Losses, sbyte[] Labels)
{
    /// <summary>Mean loss; over the labelled events alone if <paramref name="labelled"/>.</summary>
    public double MeanLoss(bool labelled)
    {
        var sum = 0.0;
        var count = 0;
        for (var i = 0; i < Losses.Length; i++)
        {
            if (!labelled || Labels[i] >= 0)
            {
                sum += Losses[i];
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }

    /// <summary>Picks a period's events out of columns of the whole history.</summary>
    public static Evaluation Of(History history, Period period, float[] scores, float[] losses)
    {
        var rows = Enumerable.Range(0, history.Count).Where(row => period.Contains(history.Times[row])).ToArray();
        return new Evaluation(
            rows,
            [.. rows.Select(row => scores[row])],
            [.. rows.Select(row => losses[row])],
            [.. rows.Select(row => history.Labels[row])]);
    }
}
