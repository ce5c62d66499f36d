namespace Streaming.Training.Data;

/// <summary>
/// Cuts lanes into chunks. Whole sequences run side by side, chunk by chunk with their states carried on, and no window is ever cut out of one.
/// </summary>
/// <remarks>
/// Lanes of like length run together, longest first, so a lane that ends leaves the later chunks instead of filling them with padding.
/// Padding comes only behind the end of a lane, whose state nobody reads again: it cannot reach one.
/// </remarks>
internal static class ChunkPlan
{
    /// <summary>The chunks of one pass in a random order of groups; like lengths are taken loosely, so that groups differ from pass to pass.</summary>
    public static IEnumerable<Chunk> Shuffled(IReadOnlyList<Lane> lanes, int padding, int batch, int steps, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var sorted = lanes
            .Select(lane => (Lane: lane, Order: lane.Length * (0.75 + (0.5 * random.NextDouble()))))
            .OrderByDescending(entry => entry.Order)
            .Select(entry => entry.Lane)
            .ToArray();
        var groups = sorted.Chunk(batch).ToArray();
        random.Shuffle(groups);
        return groups.SelectMany(group => Cut(group, padding, steps));
    }

    /// <summary>The chunks of one pass, longest lanes first.</summary>
    public static IEnumerable<Chunk> Ordered(IReadOnlyList<Lane> lanes, int padding, int batch, int steps) =>
        lanes.OrderByDescending(lane => lane.Length).Chunk(batch).SelectMany(group => Cut(group, padding, steps));

    private static IEnumerable<Chunk> Cut(Lane[] group, int padding, int steps)
    {
        var lanes = group.OrderByDescending(lane => lane.Length).ToArray();
        var active = lanes.Length;
        for (var done = 0; done < lanes[0].Length; done += steps)
        {
            while (lanes[active - 1].Length <= done)
            {
                active--;
            }

            var length = Math.Min(steps, lanes[0].Length - done);
            var rows = new long[length * active];
            for (var lane = 0; lane < active; lane++)
            {
                for (var step = 0; step < length; step++)
                {
                    var at = done + step;
                    rows[(step * active) + lane] = at < lanes[lane].Length ? lanes[lane].Start + at : padding;
                }
            }

            yield return new Chunk(length, active, done == 0, rows);
        }
    }
}
