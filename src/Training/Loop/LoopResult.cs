namespace Streaming.Training.Loop;

/// <summary>How training went.</summary>
/// <param name="Epochs">Figures of every epoch.</param>
/// <param name="BestEpoch">The one whose weights were kept.</param>
/// <param name="Events">Events that went through the network, padding included.</param>
internal sealed record LoopResult(IReadOnlyList<EpochFigures> Epochs, int BestEpoch, long Events);
