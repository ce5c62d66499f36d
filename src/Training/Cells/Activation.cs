namespace Streaming.Training.Cells;

/// <summary>The non-linearity of a simple recurrent network.</summary>
internal enum Activation
{
    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Rectifier.</summary>
    Relu,
}
