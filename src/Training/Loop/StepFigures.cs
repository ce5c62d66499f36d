namespace Streaming.Training.Loop;

/// <summary>What one training step came to.</summary>
/// <param name="LossSum">Losses of the events that taught, together.</param>
/// <param name="Events">How many they were.</param>
/// <param name="Norm">The gradient's, before clipping.</param>
internal readonly record struct StepFigures(double LossSum, int Events, double Norm)
{
    /// <summary>Whether training can go on from here; the weights have not moved if not.</summary>
    public bool IsFinite => double.IsFinite(LossSum) && double.IsFinite(Norm);
}
