using CsCheck;
using Streaming.Ingest.Ranges;

namespace Streaming.Ingest.Tests.Ranges;

public sealed class RangeMergeTests
{
    private static readonly Gen<List<RangeRecord>[]> AnyPartitions = Gen.Int[0, 20].List[0, 30].Array[1, 5].Select(partitions =>
        partitions.Select((times, number) => times.Select((time, offset) => new RangeRecord(number, offset, -1, time, [], null)).ToList()).ToArray());

    [Fact]
    public void The_order_depends_on_the_records_alone_and_keeps_each_partitions_own() =>
        Gen.Select(AnyPartitions, Gen.Int, Gen.Int).Sample((partitions, first, second) =>
        {
            var merged = Merge(partitions, first);
            Assert.Equal(merged, Merge(partitions, second));
            for (var number = 0; number < partitions.Length; number++)
            {
                Assert.Equal(partitions[number], merged.Where(record => record.Partition == number));
            }
        });

    [Fact]
    public void Partitions_in_order_of_time_make_a_whole_in_order_of_time() =>
        Gen.Select(AnyPartitions, Gen.Int).Sample((partitions, seed) =>
        {
            List<RangeRecord>[] sorted = [.. partitions.Select(records => records.OrderBy(record => record.EventTime).ToList())];
            var merged = Merge(sorted, seed);
            Assert.Equal(merged.OrderBy(record => record.EventTime).Select(record => record.EventTime), merged.Select(record => record.EventTime));
        });

    // Records come in any interleaving, and are taken whenever that goes.
    private static List<RangeRecord> Merge(List<RangeRecord>[] partitions, int seed)
    {
        var random = new Random(seed);
        var merge = new RangeMerge(Enumerable.Range(0, partitions.Length));
        var next = new int[partitions.Length];
        var left = Enumerable.Range(0, partitions.Length).ToList();
        List<RangeRecord> taken = [];
        while (!merge.IsOver)
        {
            if (left.Count > 0 && random.Next(2) == 0)
            {
                var number = left[random.Next(left.Count)];
                if (next[number] < partitions[number].Count)
                {
                    merge.Add(partitions[number][next[number]++]);
                }
                else
                {
                    merge.Finish(number);
                    left.Remove(number);
                }
            }
            else if (merge.TryTake(out var record))
            {
                taken.Add(record);
            }
        }

        return taken;
    }
}
