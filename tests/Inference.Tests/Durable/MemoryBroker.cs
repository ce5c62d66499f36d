using System.Collections.Concurrent;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Durable;

/// <summary>What outlives a process: the input, committed offsets, the changelog and the scores that a reader can see.</summary>
internal sealed class MemoryBroker(IReadOnlyList<IReadOnlyList<InputRecord>> input)
{
    public Lock Lock { get; } = new();

    public IReadOnlyList<IReadOnlyList<InputRecord>> Input { get; } = input;

    public ConcurrentDictionary<int, long> Committed { get; } = new();

    public List<(byte[] Key, byte[]? Value)>[] Changelog { get; } = [.. input.Select(_ => new List<(byte[], byte[]?)>())];

    public List<Published> Scores { get; } = [];

    /// <summary>The group's generation: an offset sent under another is refused.</summary>
    public int Generation { get; set; } = 1;

    /// <summary>The producer that may commit: every new one fences the one before.</summary>
    public MemoryCheckpointLog? Producer { get; set; }
}
