namespace Streaming.Assessment.Drawing;

/// <summary>How an axis measures.</summary>
public enum AxisScale
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>Evenly, from nothing to all: rates and shares.</summary>
    Unit,

    /// <summary>By powers of ten.</summary>
    Logarithmic,

    /// <summary>By days; values are days since the Unix epoch.</summary>
    Day,
}
