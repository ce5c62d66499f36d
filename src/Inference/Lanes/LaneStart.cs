using Streaming.Inference.State;

namespace Streaming.Inference.Lanes;

/// <summary>Where and with what a lane begins.</summary>
/// <param name="State">Its key states.</param>
/// <param name="Position">The first offset to read.</param>
/// <param name="StreamTime">The stream time there.</param>
/// <param name="Committed">The group's committed offset; null if none.</param>
/// <param name="SilentUntil">Below this offset events step states without output: a rebuild, a warm start.</param>
/// <param name="NeedsReset">Whether the changelog holds records that must not be restored again.</param>
internal sealed record LaneStart(
    StatePartition State,
    long Position,
    long StreamTime,
    long? Committed,
    long SilentUntil = 0,
    bool NeedsReset = false);
