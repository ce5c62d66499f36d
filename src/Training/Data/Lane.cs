namespace Streaming.Training.Data;

/// <summary>One key's events within a <see cref="History"/>.</summary>
/// <param name="Start">Index of the first.</param>
/// <param name="Length">How many.</param>
internal readonly record struct Lane(int Start, int Length);
