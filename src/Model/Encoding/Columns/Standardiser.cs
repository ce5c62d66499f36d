using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

/// <summary>(value - mean) / deviation, the constants overall or those of the row's category.</summary>
internal readonly struct Standardiser
{
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly int _category;

    public Standardiser(Standardisation standardisation, Func<string, int> categoryOf)
    {
        _means = [.. standardisation.Means ?? [0]];
        _deviations = [.. standardisation.Deviations ?? [1]];
        _category = standardisation.Within is { } within ? categoryOf(within) : -1;
    }

    public double Apply(double value, ReadOnlySpan<long> categories)
    {
        var index = _category < 0 ? 0 : (int)categories[_category];
        return (value - _means[index]) / _deviations[index];
    }
}
