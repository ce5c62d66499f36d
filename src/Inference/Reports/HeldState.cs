namespace Streaming.Inference.Reports;

/// <summary>What a lane keeps of one key.</summary>
/// <param name="Partition">The input partition.</param>
/// <param name="Events">The key's events so far.</param>
/// <param name="LastEventTime">The latest event time among them.</param>
/// <param name="Offset">The source offset of the last one.</param>
/// <param name="Norm">Euclidean norm of the hidden state.</param>
/// <param name="Statistics">Running statistics, as the encoder keeps them.</param>
public sealed record HeldState(int Partition, long Events, DateTimeOffset LastEventTime, long Offset, double Norm, IReadOnlyList<float> Statistics);
