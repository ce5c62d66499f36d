namespace Streaming.Training.Loop;

/// <summary>Gathers the figures of one epoch.</summary>
internal sealed class StepMeter(double clip)
{
    private double _loss;
    private double _norm;
    private double _greatestNorm;
    private long _events;
    private int _steps;
    private int _clipped;

    /// <summary>Mean loss of an event so far.</summary>
    public double Loss => _loss / Math.Max(1, _events);

    /// <summary>Mean gradient norm so far.</summary>
    public double Norm => _norm / Math.Max(1, _steps);

    public void Add(StepFigures figures)
    {
        _loss += figures.LossSum;
        _events += figures.Events;
        _norm += figures.Norm;
        _greatestNorm = Math.Max(_greatestNorm, figures.Norm);
        _steps++;
        _clipped += figures.Norm > clip ? 1 : 0;
    }

    public EpochFigures Close(int epoch, double validationLoss, double validation, double learningRate) => new(
        epoch, Loss, validationLoss, validation, Norm, _greatestNorm, _clipped / (double)Math.Max(1, _steps), learningRate);
}
