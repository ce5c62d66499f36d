namespace Streaming.Training.Reporting;

/// <summary>What a network costs.</summary>
/// <param name="Parameters">Numbers learnt.</param>
/// <param name="FlopsPerStep">Floating-point operations per event.</param>
/// <param name="StateBytesPerKey">Hidden state of a key.</param>
/// <param name="TrainingEventsPerSecond">Whole training steps: gather, forward, loss, backward, clip, update; null where the data fill no batch.</param>
/// <param name="BareLayerEventsPerSecond">TorchSharp's recurrent layer alone over the same tensors, forward and backward; null without memory.</param>
/// <param name="TrainingRatio">The former over the latter.</param>
/// <param name="ScoringEventsPerSecond">The artifact in waves of 256, one thread.</param>
/// <param name="StepDifference">Greatest difference between the artifact's scores step by step and the network's over whole sequences.</param>
internal sealed record CostFigures(
    long Parameters,
    long FlopsPerStep,
    int StateBytesPerKey,
    double? TrainingEventsPerSecond,
    double? BareLayerEventsPerSecond,
    double? TrainingRatio,
    double ScoringEventsPerSecond,
    double StepDifference);
