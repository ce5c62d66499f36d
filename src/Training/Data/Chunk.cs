namespace Streaming.Training.Data;

/// <summary>Some consecutive steps of some lanes: what one call of the network sees.</summary>
/// <param name="Steps">T.</param>
/// <param name="Lanes">N.</param>
/// <param name="IsFirst">Whether the lanes begin here, from empty states; else they go on from the first N of the chunk before.</param>
/// <param name="Rows">Index of each event in the history, [T, N]; lanes that end within the chunk go on with the padding row.</param>
internal sealed record Chunk(int Steps, int Lanes, bool IsFirst, long[] Rows);
