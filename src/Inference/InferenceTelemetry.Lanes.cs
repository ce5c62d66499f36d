using System.Diagnostics.Metrics;
using Streaming.Inference.Lanes;
using Streaming.Inference.Reports;

namespace Streaming.Inference;

/// <summary>What is looked up when somebody asks: the lanes as they stand.</summary>
public sealed partial class InferenceTelemetry
{
    private static readonly (LaneState State, string Name)[] States =
        [(LaneState.Restoring, "restoring"), (LaneState.Open, "open"), (LaneState.Refused, "refused")];

    /// <summary>The word for a lane's state, in metrics and in JSON.</summary>
    internal static string NameOf(LaneState state) => Array.Find(States, known => known.State == state).Name;

    internal void ObserveLanes(LaneTable lanes, PartitionFigures figures, Func<TimeSpan?> sinceCheckpoint)
    {
        _meter.CreateObservableUpDownCounter("streaming.state.keys", () => lanes.Keys, "{key}", "Key states owned");
        _meter.CreateObservableUpDownCounter("streaming.state.bytes", () => lanes.StateBytes, "By", "Memory of the state stores");
        _meter.CreateObservableUpDownCounter("streaming.partitions", () => Count(lanes), "{partition}", "Partitions assigned");
        _meter.CreateObservableGauge(
            "streaming.lag",
            () => Each(figures, partition => partition.Lag),
            "{record}",
            "Records between the last one handed to the sink and the end of the partition");
        _meter.CreateObservableGauge(
            "streaming.lag.time",
            () => Each(figures, partition => partition.LagSeconds),
            "s",
            "Age of the last record handed to the sink while others wait behind it; 0 where none does");
        _meter.CreateObservableGauge(
            "streaming.checkpoint.age",
            () => sinceCheckpoint() is { } age ? [new Measurement<double>(age.TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "Time since the last checkpoint that was not refused or undone");
    }

    private static IEnumerable<Measurement<long>> Count(LaneTable lanes)
    {
        var all = lanes.All;
        return States.Select(known => new Measurement<long>(
            all.Count(lane => lane.Status == known.State), new KeyValuePair<string, object?>("state", known.Name)));
    }

    private static IEnumerable<Measurement<T>> Each<T>(PartitionFigures figures, Func<PartitionReport, T?> figure)
        where T : struct
    {
        foreach (var partition in figures.Report())
        {
            if (figure(partition) is { } value)
            {
                yield return new Measurement<T>(
                    value,
                    new("messaging.destination.name", figures.Topic),
                    new("messaging.destination.partition.id", partition.Partition.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        }
    }
}
