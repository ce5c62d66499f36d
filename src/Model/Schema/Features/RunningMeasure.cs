namespace Streaming.Model.Schema.Features;

internal enum RunningMeasure
{
    /// <summary>(x - history's mean) / history's deviation, clipped.</summary>
    ZScore,

    /// <summary>(x - history's mean) / the population's deviation, clipped; with log1p a ratio's logarithm.</summary>
    Difference,

    /// <summary>(history's mean - the population's mean) / the population's deviation, clipped.</summary>
    Mean,

    /// <summary>History's deviation / the population's deviation, clipped.</summary>
    Deviation,
}
