namespace Streaming.Inference.Ports;

/// <summary>
/// The consumer group's metadata at the moment it was read (KIP-447), opaque here: what fences offsets sent in a transaction.
/// Read once per checkpoint, before the ownership check.
/// </summary>
/// <param name="Handle">What the client wants back.</param>
/// <param name="HasMember">Whether the consumer is a member of the group; without one a broker takes offsets unfenced.</param>
public sealed record GroupMetadata(object Handle, bool HasMember);
