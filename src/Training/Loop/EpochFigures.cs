namespace Streaming.Training.Loop;

/// <summary>What an epoch came to.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean loss of an event that teaches.</param>
/// <param name="ValidationLoss">Mean loss of a labelled event of the validation period.</param>
/// <param name="Validation">What decides which epoch is best; greater is better. Average precision for frauds, negative loss otherwise.</param>
/// <param name="GradientNorm">Mean norm before clipping.</param>
/// <param name="GreatestNorm">Greatest norm before clipping.</param>
/// <param name="Clipped">Share of steps that were clipped.</param>
/// <param name="LearningRate">At its end.</param>
internal sealed record EpochFigures(
    int Epoch, double Loss, double ValidationLoss, double Validation, double GradientNorm, double GreatestNorm, double Clipped, double LearningRate);
