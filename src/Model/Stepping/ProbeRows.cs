using Streaming.Model.Schema;

namespace Streaming.Model.Stepping;

/// <summary>Made-up input of a probe; zeros until something is written.</summary>
internal sealed class ProbeRows(int count, FeatureSchema schema, int stateLength)
{
    public int Count => count;

    public float[] Features { get; } = new float[count * schema.FeatureNames.Count];

    public long[] Categories { get; } = new long[count * schema.Categories.Count];

    public float[] State { get; } = new float[count * stateLength];

    /// <summary>Rows that differ from each other, the same at every load.</summary>
    public static ProbeRows Varied(int count, FeatureSchema schema, int stateLength)
    {
        var rows = new ProbeRows(count, schema, stateLength);
        for (var index = 0; index < rows.Features.Length; index++)
        {
            rows.Features[index] = MathF.Sin(1 + (1.7f * index));
        }

        for (var index = 0; index < rows.Categories.Length; index++)
        {
            rows.Categories[index] = index * 7 % (schema.Categories[index % schema.Categories.Count].Size ?? 1);
        }

        return rows;
    }

    /// <summary>One of the rows.</summary>
    public ProbeRows Alone(int row)
    {
        var alone = new ProbeRows(1, schema, stateLength);
        Copy(Features, alone.Features);
        Copy(Categories, alone.Categories);
        Copy(State, alone.State);
        return alone;

        void Copy<T>(T[] from, T[] to) => from.AsSpan(row * to.Length, to.Length).CopyTo(to);
    }
}
