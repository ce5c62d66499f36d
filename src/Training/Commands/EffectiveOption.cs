namespace Streaming.Training.Commands;

/// <summary>One option's value as it is in force.</summary>
/// <param name="Option">The option, as the command line knows it.</param>
/// <param name="Value">Its text; null if it is not set.</param>
/// <param name="Source">Where the value came from.</param>
internal sealed record EffectiveOption(string Option, string? Value, string Source);
