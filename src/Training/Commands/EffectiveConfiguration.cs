namespace Streaming.Training.Commands;

/// <summary>The options in force, for <c>--show-config --json</c>.</summary>
internal sealed record EffectiveConfiguration(string Verb, IReadOnlyList<EffectiveOption> Options);
