using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Streaming.Model.Stepping;

/// <summary>One wave at a time through ONNX Runtime, over preallocated buffers. Owned by one thread at a time.</summary>
public sealed class StepRunner : IDisposable
{
    /// <summary>How far rounding may carry a score past 0 or 1.</summary>
    internal const float Overshoot = 1e-6f;

    // The session is the model's and shared by all its runners (its Run is thread-safe); buffers and bindings are this runner's own.
    private readonly InferenceSession _session;
    private readonly RunOptions _options = StepSession.CallOptions();
    private readonly StepShape _shape;
    private readonly StepBuffers _buffers;
    private readonly StepBucket[] _buckets;

    internal StepRunner(InferenceSession session, StepShape shape, int maxRows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        _session = session;
        _shape = shape;
        MaxRows = maxRows;
        _buffers = new StepBuffers(shape, Math.Max(maxRows, StepBucket.MinRows));
        _buckets = [.. StepBucket.Sizes(maxRows).Select(rows => new StepBucket(session, shape, _buffers, rows))];

        // The first call of every size plans memory; better now than under the first wave of that size.
        foreach (var bucket in _buckets)
        {
            bucket.Run(session, _options);
        }
    }

    /// <summary>The largest wave.</summary>
    public int MaxRows { get; }

    /// <summary>ONNX Runtime calls so far.</summary>
    public long Calls { get; private set; }

    /// <summary>Input <c>features</c> of a row.</summary>
    public Span<float> Features(int row) => _buffers.Features.AsSpan(row * _shape.FeatureCount, _shape.FeatureCount);

    /// <summary>Input <c>categories</c> of a row; empty if the model has none.</summary>
    public Span<long> Categories(int row) => _buffers.Categories.AsSpan(row * _shape.CategoryCount, _shape.CategoryCount);

    /// <summary>Input <c>state</c> of a row.</summary>
    public Span<float> State(int row) => _buffers.State.AsSpan(row * _shape.StateLength, _shape.StateLength);

    /// <summary>Runs the first <paramref name="rows"/> rows; the rows after them are lost.</summary>
    /// <exception cref="OnnxRuntimeException">The call failed: outputs are undefined, inputs as they were, and the runner goes on working.</exception>
    public void Step(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaxRows);
        var bucket = BucketFor(rows);
        _buffers.ClearInput(rows, bucket.Rows);
        Calls++;
        bucket.Run(_session, _options);
    }

    /// <summary>Output <c>score</c> of a row, 0..1.</summary>
    public float Score(int row) => Math.Clamp(_buffers.Score[row], 0f, 1f);

    /// <summary>Output <c>next_state</c> of a row.</summary>
    public ReadOnlySpan<float> NextState(int row) => _buffers.NextState.AsSpan(row * _shape.StateLength, _shape.StateLength);

    /// <summary>Whether the row's score lies in 0..1 and its next state is finite.</summary>
    public bool IsFinite(int row) =>
        _buffers.Score[row] is >= -Overshoot and <= 1 + Overshoot && TensorPrimitives.IsFiniteAll(NextState(row));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var bucket in _buckets)
        {
            bucket.Dispose();
        }

        _options.Dispose();
    }

    private StepBucket BucketFor(int rows)
    {
        var index = 0;
        while (_buckets[index].Rows < rows)
        {
            index++;
        }

        return _buckets[index];
    }
}
