namespace Streaming.Model.Encoding.Columns;

internal static class Floats
{
    /// <summary>The nearest float that is finite.</summary>
    public static float Clamp(double value) => (float)Math.Clamp(value, float.MinValue, float.MaxValue);
}
