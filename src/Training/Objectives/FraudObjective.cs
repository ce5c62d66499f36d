using Streaming.Training.Data;
using Streaming.Training.Export;
using Streaming.Training.Network;
using static TorchSharp.torch;

namespace Streaming.Training.Objectives;

/// <summary>The probability of fraud, learnt from labels by binary cross-entropy.</summary>
/// <param name="baseRate">Share of frauds among the events that teach.</param>
/// <param name="positiveWeight">How much more a fraud counts than a genuine event; 1 is plain.</param>
/// <param name="focus">Exponent of the focal loss: how much less an event counts that is already judged well; 0 is plain.</param>
internal sealed class FraudObjective(double baseRate, double positiveWeight, double focus) : IObjective
{
    /// <inheritdoc />
    public HeadReading Reading => HeadReading.StateAndEvent;

    /// <inheritdoc />
    public int Outputs => 1;

    /// <inheritdoc />
    public string FigureName => "average precision";

    /// <inheritdoc />
    public bool NeedsLabels => true;

    /// <inheritdoc />
    public void Begin(Head head)
    {
        var rate = Math.Clamp(baseRate * positiveWeight / ((baseRate * positiveWeight) + 1 - baseRate), 1e-6, 1 - 1e-6);
        head.SetBias([(float)Math.Log(rate / (1 - rate))]);
    }

    /// <inheritdoc />
    public Tensor Losses(Tensor outputs, ChunkTensors events)
    {
        var losses = nn.functional.binary_cross_entropy_with_logits(outputs.squeeze(-1), events.Targets, reduction: nn.Reduction.None);
        if (focus > 0)
        {
            // exp(-loss) is the probability given to the truth.
            losses *= (1 - (-losses).exp()).pow(focus);
        }

        return positiveWeight == 1 ? losses : losses * (1 + ((positiveWeight - 1) * events.Targets));
    }

    /// <inheritdoc />
    public Tensor RawScores(Tensor outputs, ChunkTensors events) => outputs.squeeze(-1);

    /// <inheritdoc />
    public Calibration Calibrate(float[] rawScores, sbyte[] labels)
    {
        var scale = LogitScale.Fit(rawScores, labels);
        return new Calibration(scale.Apply, (shape, weights) => FraudGraph.Write(shape, weights, scale));
    }
}
