using Microsoft.ML.OnnxRuntime;
using Streaming.Model.Artifact;

namespace Streaming.Model.Stepping;

/// <summary>The tensors of one batch size over a runner's buffers, bound by name once: a call then allocates nothing managed.</summary>
internal sealed class StepBucket : IDisposable
{
    /// <summary>
    /// ONNX Runtime has another kernel for a single row, with other last bits. Two rows cost the same as one (7 µs for a GRU of 32), so
    /// that kernel is never used.
    /// </summary>
    public const int MinRows = 2;

    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _tensors = new(5);

    public StepBucket(InferenceSession session, StepShape shape, StepBuffers buffers, int rows)
    {
        Rows = rows;
        _binding = session.CreateIoBinding();
        _binding.BindInput(StepSignature.Features, Tensor(buffers.Features, StepShape.Matrix(rows, shape.FeatureCount)));
        _binding.BindInput(StepSignature.State, Tensor(buffers.State, StepShape.Matrix(rows, shape.StateLength)));
        _binding.BindOutput(StepSignature.Score, Tensor(buffers.Score, shape.Score(rows)));
        _binding.BindOutput(StepSignature.NextState, Tensor(buffers.NextState, StepShape.Matrix(rows, shape.StateLength)));
        if (shape.CategoryCount > 0)
        {
            _binding.BindInput(StepSignature.Categories, Tensor(buffers.Categories, StepShape.Matrix(rows, shape.CategoryCount)));
        }
    }

    /// <summary>The batch size.</summary>
    public int Rows { get; }

    /// <summary>
    /// The batch sizes for a largest wave: powers of two and the sizes half-way between, so that at most a third of a call is filling.
    /// A few fixed sizes keep ONNX Runtime's arena and its memory plans at what the first calls took. None is below
    /// <see cref="MinRows"/>.
    /// </summary>
    public static IReadOnlyList<int> Sizes(int maxRows)
    {
        var sizes = new List<int>();
        for (var power = (long)MinRows; power < maxRows; power *= 2)
        {
            sizes.Add((int)power);
            if (power >= 4 && power * 3 / 2 < maxRows)
            {
                sizes.Add((int)(power * 3 / 2));
            }
        }

        sizes.Add(Math.Max(maxRows, MinRows));
        return sizes;
    }

    /// <summary>One call.</summary>
    public void Run(InferenceSession session, RunOptions options) => session.RunWithBinding(options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _tensors.ForEach(tensor => tensor.Dispose());
    }

    private OrtValue Tensor<T>(T[] memory, long[] shape)
        where T : unmanaged
    {
        var length = shape.Aggregate(1L, (product, size) => product * size);
        var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.AsMemory(0, (int)length), shape);
        _tensors.Add(tensor);
        return tensor;
    }
}
