namespace Streaming.Model.Stepping;

/// <summary>One wave at a time through ONNX Runtime, over preallocated buffers. Owned by one thread at a time.</summary>
public sealed class StepRunner : IDisposable
{
    /// <summary>The largest wave.</summary>
    public int MaxRows => throw new NotSupportedException();

    /// <summary>ONNX Runtime calls so far.</summary>
    public long Calls => throw new NotSupportedException();

    /// <summary>Input <c>features</c> of a row.</summary>
    public Span<float> Features(int row) => throw new NotSupportedException();

    /// <summary>Input <c>categories</c> of a row; empty if the model has none.</summary>
    public Span<long> Categories(int row) => throw new NotSupportedException();

    /// <summary>Input <c>state</c> of a row.</summary>
    public Span<float> State(int row) => throw new NotSupportedException();

    /// <summary>Runs the first <paramref name="rows"/> rows. Throws what ONNX Runtime throws.</summary>
    public void Step(int rows) => throw new NotSupportedException();

    /// <summary>Output <c>score</c> of a row.</summary>
    public float Score(int row) => throw new NotSupportedException();

    /// <summary>Output <c>next_state</c> of a row.</summary>
    public ReadOnlySpan<float> NextState(int row) => throw new NotSupportedException();

    /// <summary>Whether the row's score lies in 0..1 and its next state is finite.</summary>
    public bool IsFinite(int row) => throw new NotSupportedException();

    /// <inheritdoc />
    public void Dispose() => throw new NotSupportedException();
}
