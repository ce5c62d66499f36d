namespace Streaming.Inference.Ports;

/// <summary>What makes state durable. A pipeline without it commits offsets alone (<c>--changelog off</c>).</summary>
/// <param name="Mode">Whether the sink's records go ahead of the checkpoint's transaction or inside it.</param>
/// <param name="Log">The checkpoints' transactions. Under <see cref="DeliveryMode.ExactlyOnce"/> the pipeline's sink writes into them.</param>
/// <param name="Changelog">Reads states back.</param>
/// <param name="Origin">What states are made from.</param>
public sealed record Durability(DeliveryMode Mode, ICheckpointLog Log, IChangelogReader Changelog, StateOrigin Origin);
