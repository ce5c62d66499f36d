using CsCheck;
using Streaming.Training.Data;

namespace Streaming.Training.Tests.Data;

public sealed class ChunkPlanTests
{
    private static readonly Gen<(int[] Lengths, int Batch, int Steps, int Seed)> _plans =
        Gen.Select(Gen.Int[1, 70].Array[1, 30], Gen.Int[1, 8], Gen.Int[1, 20], Gen.Int);

    [Fact]
    public void Every_event_comes_once_and_each_lane_in_order_from_its_beginning_to_its_end() => _plans.Sample(plan =>
    {
        var lanes = new List<Lane>();
        var count = 0;
        foreach (var length in plan.Lengths)
        {
            lanes.Add(new Lane(count, length));
            count += length;
        }

        var seen = new bool[count];
        long[] last = [];
        foreach (var chunk in ChunkPlan.Shuffled(lanes, count, plan.Batch, plan.Steps, new Random(plan.Seed)))
        {
            Assert.InRange(chunk.Lanes, 1, plan.Batch);
            Assert.InRange(chunk.Steps, 1, plan.Steps);
            if (chunk.IsFirst)
            {
                last = new long[chunk.Lanes];
                Array.Fill(last, -1);
            }

            for (var lane = 0; lane < chunk.Lanes; lane++)
            {
                for (var step = 0; step < chunk.Steps; step++)
                {
                    var row = chunk.Rows[(step * chunk.Lanes) + lane];
                    if (row == count)
                    {
                        last[lane] = count;
                        continue;
                    }

                    // Padding is only ever behind a lane's end.
                    Assert.NotEqual(count, last[lane]);
                    Assert.False(seen[row]);
                    Assert.True(last[lane] < 0 ? lanes.Exists(l => l.Start == row) : row == last[lane] + 1);
                    seen[row] = true;
                    last[lane] = row;
                }
            }
        }

        Assert.DoesNotContain(false, seen);
    });
}
