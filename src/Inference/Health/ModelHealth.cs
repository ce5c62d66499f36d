using Streaming.Inference.Lanes;

namespace Streaming.Inference.Health;

/// <summary>The health of the model over all lanes. Any thread; the work is done when somebody asks.</summary>
internal sealed class ModelHealth(HealthShape shape, LaneTable lanes, TimeProvider time)
{
    // With fewer the index is mostly noise: 9 bins' degrees of freedom over the count.
    private const int LeastSample = 500;

    /// <summary>The watch of a new lane.</summary>
    public LaneHealth Watch() => new(shape, time);

    /// <summary>What the window holds.</summary>
    public ModelHealthReport Report()
    {
        var all = lanes.All;
        var sum = new HealthCounts(shape);
        var latest = shape.Time == WindowTime.Processing ? shape.PartOf(LaneHealth.Now(time)) : all.Max(lane => lane.Health.Latest);
        if (latest is { } last)
        {
            foreach (var lane in all)
            {
                lane.Health.AddTo(sum, last);
            }
        }

        return new ModelHealthReport(
            shape.Window.TotalSeconds,
            sum.Scored,
            sum.Sampled,
            Share(sum.Alerts, sum.Scored),
            Share(sum.Cold, sum.Scored),
            sum.Sampled > 0 ? sum.Norms / sum.Sampled : null,
            Share(sum.Saturated, sum.Sampled * shape.StateLength),
            Shares(shape.CategoryNames, sum.Unknown, sum.Sampled),
            Shares(shape.FieldNames, sum.Missing, sum.Sampled),
            sum.Sampled < LeastSample ? [] : shape.Watched.ToDictionary(column => column.Name, column => column.DriftOf(sum.Bins)));
    }

    private static double? Share(long part, long whole) => whole > 0 ? (double)part / whole : null;

    private static Dictionary<string, double> Shares(IReadOnlyList<string> names, long[] parts, long whole) =>
        whole == 0 ? [] : names.Zip(parts).ToDictionary(pair => pair.First, pair => (double)pair.Second / whole);
}
