namespace Streaming.Training.Cells;

/// <summary>The form of a stack of recurrent layers.</summary>
/// <param name="Kind">The recurrent unit.</param>
/// <param name="Activation">The non-linearity of <see cref="CellKind.Rnn"/>; the gated cells have their own.</param>
/// <param name="Inputs">Columns of the lowest layer's input.</param>
/// <param name="Hidden">H: width of each layer.</param>
/// <param name="Layers">L: number of layers.</param>
internal sealed record CellShape(CellKind Kind, Activation Activation, int Inputs, int Hidden, int Layers)
{
    /// <summary>Rows of a weight matrix, in multiples of H: PyTorch stacks the gates of a layer.</summary>
    public int Gates => Kind switch
    {
        CellKind.None => 0,
        CellKind.Rnn => 1,
        CellKind.Lstm => 4,
        CellKind.Gru => 3,
        _ => throw new InvalidOperationException($"unknown cell {Kind}"),
    };

    /// <summary>Vectors of H that a layer carries: an LSTM has its cell beside the hidden vector.</summary>
    public int Parts => Kind == CellKind.Lstm ? 2 : 1;

    /// <summary>S: floats of hidden state per key. Without memory it is one float that stays 0, for a step has a state by contract.</summary>
    public int StateLength => Kind == CellKind.None ? 1 : Layers * Parts * Hidden;

    /// <summary>Columns that the head reads of the recurrent layers.</summary>
    public int Outputs => Kind == CellKind.None ? 0 : Hidden;

    /// <summary>Columns of a layer's input.</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Hidden;

    /// <summary>Floating-point operations of one step, a multiplication and an addition counted as two.</summary>
    public long FlopsPerStep()
    {
        var flops = 0L;
        for (var layer = 0; layer < (Kind == CellKind.None ? 0 : Layers); layer++)
        {
            flops += 2L * Gates * Hidden * (InputsOf(layer) + Hidden);
        }

        return flops;
    }
}
