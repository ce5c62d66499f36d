namespace Streaming.Training.Loop;

/// <summary>Where training stands.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">At most.</param>
/// <param name="Done">Share of the epoch, 0..1.</param>
/// <param name="Events">Events of lanes seen in this run.</param>
/// <param name="Loss">Mean loss of the epoch so far.</param>
/// <param name="GradientNorm">Mean gradient norm of the epoch so far.</param>
/// <param name="Closed">The epoch's figures once it is over, else null.</param>
internal readonly record struct LoopProgress(
    int Epoch, int Epochs, double Done, long Events, double Loss, double GradientNorm, EpochFigures? Closed);
