using System.Globalization;
using System.IO.Compression;
using Streaming.Assessment.Backtests;

namespace Streaming.Assessment.Tests.Backtests;

/// <summary>The filter against the handbook's own account of it.</summary>
public sealed class KnownCompromisedTests
{
    private const int Week = 7;
    private const long DelayMicroseconds = 7L * 86_400_000_000;

    private static readonly int s_firstTest = Day(2018, 8, 8);

    [Fact]
    public void The_published_counts_of_the_first_fold_come_out()
    {
        var rows = Read();
        var fold = rows.Where(row => row.Day >= s_firstTest && row.Day < s_firstTest + Week).ToArray();
        var kept = Filter(rows, fold);
        Assert.Equal((67_080, 568), (fold.Length, fold.Count(row => row.IsFraud)));
        Assert.Equal((58_264, 385), (kept.Length, kept.Count(row => row.IsFraud)));
    }

    [Fact]
    public void All_four_folds_in_one_range_are_filtered_as_each_would_be_alone()
    {
        var rows = Read();
        var range = rows.Where(row => row.Day >= s_firstTest && row.Day < s_firstTest + (4 * Week)).ToArray();
        var kept = Filter(rows, range).ToHashSet();
        for (var fold = 0; fold < 4; fold++)
        {
            var train = s_firstTest + ((fold - 2) * Week);
            var known = rows.Where(row => row.IsFraud && row.Day >= train && row.Day < train + Week).Select(row => row.Card).ToHashSet();
            for (var day = 0; day < Week; day++)
            {
                // On test day d: the train week, and every day up to train end + d - 1.
                known.UnionWith(rows.Where(row => row.IsFraud && row.Day == train + Week + day - 1).Select(row => row.Card));
                var test = rows.Where(row => row.Day == train + (2 * Week) + day).ToArray();
                Assert.Equal(test.Where(row => !known.Contains(row.Card)), test.Where(kept.Contains));
            }
        }
    }

    private static Row[] Filter(Row[] rows, Row[] range)
    {
        var filter = new KnownCompromised(DelayMicroseconds, ScoredEvents.StartOf(s_firstTest));
        foreach (var row in rows.Where(row => row.IsFraud))
        {
            filter.Add(row.Card, row.Time);
        }

        return [.. range.Where(row => !filter.IsKnown(row.Card, row.Time))];
    }

    private static Row[] Read()
    {
        using var file = new StreamReader(new GZipStream(
            File.OpenRead(SharedData.Require("handbook_raw_dev_2018-04-01_2018-09-07.csv.gz")), CompressionMode.Decompress));
        var rows = new List<Row>();
        file.ReadLine();
        while (file.ReadLine() is { } line)
        {
            // Only what the folds need: from the first train week on.
            if (string.CompareOrdinal(line, line.IndexOf(',', StringComparison.Ordinal) + 1, "2018-07-25", 0, 10) < 0)
            {
                continue;
            }

            var cells = line.Split(',');
            var time = DateTime.ParseExact(cells[1], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            rows.Add(new Row(
                int.Parse(cells[0], CultureInfo.InvariantCulture),
                int.Parse(cells[2], CultureInfo.InvariantCulture),
                (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
                cells[7] == "1"));
        }

        return [.. rows];
    }

    private static int Day(int year, int month, int day) => (int)(new DateTime(year, month, day) - DateTime.UnixEpoch).TotalDays;

    private readonly record struct Row(int Id, int Card, long Time, bool IsFraud)
    {
        public int Day => ScoredEvents.DayOf(Time);
    }
}
