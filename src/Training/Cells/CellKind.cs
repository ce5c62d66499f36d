namespace Streaming.Training.Cells;

/// <summary>The recurrent unit of a network.</summary>
internal enum CellKind
{
    /// <summary>No memory: the head reads the current features alone. What the others are compared with.</summary>
    None,

    /// <summary>The simple (Elman) network.</summary>
    Rnn,

    /// <summary>Long short-term memory.</summary>
    Lstm,

    /// <summary>The gated recurrent unit, reset after the product (PyTorch's, ONNX <c>linear_before_reset</c> 1).</summary>
    Gru,
}
