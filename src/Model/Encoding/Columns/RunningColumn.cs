using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class RunningColumn(RunningFeature feature, RunningStatistic statistic, int column) : IStateColumn
{
    private readonly double _mean = feature.PopulationMean ?? 0;
    private readonly double _deviation = feature.PopulationDeviation ?? 1;

    public void Fill(
        in KeyMoment moment,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<float> statistics,
        ReadOnlySpan<long> categories,
        Span<float> features)
    {
        var input = inputs[statistic.Input];
        features[column] = double.IsNaN(input)
            ? Floats.Clamp(feature.Missing ?? 0)
            : (float)Math.Clamp(Measure(input, statistic.At(moment.Seconds, statistics)), -feature.Clip, feature.Clip);
    }

    private double Measure(double input, (double Weight, double Mean, double Deviation) history)
    {
        // As if the population had sent `prior` events before: a first event is judged by it, a long history by itself.
        var sum = history.Weight + feature.Prior;
        var mean = ((history.Weight * history.Mean) + (feature.Prior * _mean)) / sum;
        if (feature.Measure == RunningMeasure.Difference)
        {
            return (input - mean) / _deviation;
        }

        if (feature.Measure == RunningMeasure.Mean)
        {
            return (mean - _mean) / _deviation;
        }

        var variance = ((history.Weight * history.Deviation * history.Deviation) + (feature.Prior * _deviation * _deviation)) / sum;
        return feature.Measure == RunningMeasure.ZScore ? (input - mean) / Math.Sqrt(variance) : Math.Sqrt(variance) / _deviation;
    }
}
