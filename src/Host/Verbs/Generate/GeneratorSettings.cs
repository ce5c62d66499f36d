using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.Verbs.Generate;

/// <summary>The options of everything that generates.</summary>
internal static class GeneratorSettings
{
    public static Setting<int> Cards { get; } = new("--cards", "N", "Different cards.", Texts.Integer(1, 10_000_000)) { Default = "5000" };

    public static Setting<long> Seed { get; } = new(
        "--seed", "N", "Where all randomness comes from: the same seed makes the same transactions.", Texts.Long(long.MinValue, long.MaxValue)) { Default = "1" };
}
