using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class PiecewiseLinearColumn(PiecewiseLinearFeature feature, NumberSource source, int column) : IRowColumn
{
    private readonly double[] _edges = [.. feature.Edges ?? []];

    public RecordFault Fill(scoped in EventFields fields, long time, ReadOnlySpan<long> categories, Span<float> features)
    {
        if (source.Read(fields, out var number) is { IsFault: true } fault)
        {
            return fault;
        }

        var value = feature.Transform.Apply(number);
        for (var bin = 0; bin < feature.Bins; bin++)
        {
            // The order of the tests gives an empty bin (two equal edges) a step at its edge rather than a division by zero.
            var (low, high) = (_edges[bin], _edges[bin + 1]);
            features[column + bin] = value >= high ? 1 : value <= low ? 0 : (float)((value - low) / (high - low));
        }

        return default;
    }
}
