using Streaming.Host.CommandLine;

namespace Streaming.Host.Reports;

/// <summary>The options in force, for <c>--show-config --json</c>.</summary>
internal sealed record EffectiveConfiguration(string Verb, IReadOnlyList<EffectiveValue> Options);
