using Streaming.Training.Data;
using Streaming.Training.Network;
using static TorchSharp.torch;

namespace Streaming.Training.Objectives;

/// <summary>What a network learns.</summary>
internal interface IObjective
{
    /// <summary>What the head reads.</summary>
    HeadReading Reading { get; }

    /// <summary>Numbers that the head gives.</summary>
    int Outputs { get; }

    /// <summary>What decides which epoch is best, for people.</summary>
    string FigureName { get; }

    /// <summary>Whether an event without a label, or with one that had not matured, teaches nothing.</summary>
    bool NeedsLabels { get; }

    /// <summary>Sets the head's last bias, so that training begins at the base rate.</summary>
    void Begin(Head head);

    /// <summary>The loss of every event, [T, N].</summary>
    Tensor Losses(Tensor outputs, ChunkTensors events);

    /// <summary>The raw score of every event, [T, N]: greater is more anomalous, not yet calibrated.</summary>
    Tensor RawScores(Tensor outputs, ChunkTensors events);

    /// <summary>From raw scores to 0..1, fitted to a period.</summary>
    Calibration Calibrate(float[] rawScores, sbyte[] labels);
}
