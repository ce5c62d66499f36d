namespace Streaming.Inference.Lanes;

/// <summary>The last checkpoint of a lane that is known to be committed, and the offset that it stands at.</summary>
internal readonly record struct SettledPoint(long Checkpoint, long Position);
