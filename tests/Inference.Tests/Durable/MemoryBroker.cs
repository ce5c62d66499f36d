using System.Collections.Concurrent;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Durable;

/// <summary>What outlives a process: the input, committed offsets, the changelog and the scores that a reader can see.</summary>
internal sealed record MemoryBroker(IReadOnlyList<IReadOnlyList<InputRecord>> Input)
{
    public Lock Lock { get; } = new();

    public ConcurrentDictionary<int, long> Committed { get; } = new();

    public List<(byte[] Key, byte[]? Value)>[] Changelog { get; } = [.. Input.Select(_ => new List<(byte[], byte[]?)>())];

    public List<Published> Scores { get; } = [];

    /// <summary>The changelog's id.</summary>
    public string ChangelogId { get; set; } = "changelog-id";

    /// <summary>The group's generation: an offset sent under another is refused.</summary>
    public int Generation { get; set; } = 1;

    /// <summary>The producer that may commit: every new one fences the one before.</summary>
    public MemoryCheckpointLog? Producer { get; set; }

    /// <summary>The same broker after more has come in.</summary>
    public MemoryBroker With(IReadOnlyList<IReadOnlyList<InputRecord>> longerInput) => this with { Input = longerInput };
}
