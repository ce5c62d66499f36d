using CsCheck;
using Streaming.Inference.Waves;

namespace Streaming.Inference.Tests.Waves;

public sealed class WavePlanTests
{
    [Fact]
    public void The_kth_row_of_a_slot_goes_to_the_kth_wave() =>
        Gen.Int[0, 9].Select(slot => slot * 1_000_003).Array[0, 64].Array[1, 3].Sample(calls =>
        {
            var plan = new WavePlan(64);
            foreach (var slots in calls)
            {
                plan.Split(slots);
                var seen = new Dictionary<int, int>();
                var expected = slots.Select((slot, row) => (Wave: seen[slot] = seen.GetValueOrDefault(slot, -1) + 1, Row: row))
                    .GroupBy(entry => entry.Wave, entry => entry.Row)
                    .OrderBy(wave => wave.Key)
                    .Select(wave => wave.ToArray());
                Assert.Equal(expected, Enumerable.Range(0, plan.Count).Select(wave => plan[wave].ToArray()));
            }
        });
}
