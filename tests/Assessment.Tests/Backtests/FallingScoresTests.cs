using CsCheck;
using Streaming.Assessment.Backtests;

namespace Streaming.Assessment.Tests.Backtests;

public sealed class FallingScoresTests
{
    private static readonly float[] _odd = [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue];

    // Scores of others' models may be anything; many equal ones show whether the order of the input is kept.
    private static readonly Gen<float> Scores = Gen.Frequency(
        (4, Gen.Float[0, 1]),
        (3, Gen.Int[0, 3].Select(tenths => tenths / 10f)),
        (2, Gen.Float[-1e30f, 1e30f]),
        (1, Gen.Int[0, 7].Select(which => _odd[which])));

    [Fact]
    public void Rows_go_from_the_highest_score_to_those_without_one_and_equal_ones_keep_their_order() =>
        Gen.Select(Scores.Array[0, 300], Gen.Int).Sample((scores, seed) =>
        {
            var events = new ScoredEvents(1);
            foreach (var score in scores)
            {
                events.Add(0, 0, 0, 0, 0, false, [score]);
            }

            // Not all rows, and not in the order of the table.
            var rows = Enumerable.Range(0, scores.Length).Where(row => row % 5 != 0).ToArray();
            new Random(seed).Shuffle(rows);
            var expected = rows.OrderBy(row => float.IsNaN(scores[row])).ThenByDescending(row => scores[row]).ToArray();
            Assert.Equal(expected, FallingScores.Sort(events, 0, rows));
        });

    [Fact]
    public void A_radix_sort_is_a_stable_sort() =>
        Gen.OneOf(Gen.UInt, Gen.UInt[0, 5], Gen.UInt[0, 5].Select(high => high << 30)).Array[0, 500].Sample(keys =>
        {
            var values = Enumerable.Range(0, keys.Length).ToArray();
            var expected = values.OrderBy(value => keys[value]).ToArray();
            RadixSort.ByKey([.. keys], values);
            Assert.Equal(expected, values);
        });
}
