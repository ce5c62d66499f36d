namespace Streaming.Model.Stepping;

/// <summary>The memory of one runner, row-major, pinned for life: ONNX Runtime reads and writes it in place.</summary>
internal sealed class StepBuffers(StepShape shape, int rows)
{
    public float[] Features { get; } = Pinned<float>(rows * shape.FeatureCount);

    public long[] Categories { get; } = Pinned<long>(rows * shape.CategoryCount);

    public float[] State { get; } = Pinned<float>(rows * shape.StateLength);

    public float[] Score { get; } = Pinned<float>(rows);

    public float[] NextState { get; } = Pinned<float>(rows * shape.StateLength);

    /// <summary>
    /// Makes rows [start, end) of the input zero. Rows that only fill a bucket must not keep what an earlier wave left there: a row
    /// that made one step fail would make the next ones fail too.
    /// </summary>
    public void ClearInput(int start, int end)
    {
        Clear(Features, shape.FeatureCount);
        Clear(Categories, shape.CategoryCount);
        Clear(State, shape.StateLength);

        void Clear<T>(T[] values, int width) => values.AsSpan(start * width, (end - start) * width).Clear();
    }

    private static T[] Pinned<T>(int length) => GC.AllocateArray<T>(length, pinned: true);
}
