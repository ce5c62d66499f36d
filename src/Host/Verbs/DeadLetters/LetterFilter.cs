using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Inference.Ports;
using Streaming.Sink.DeadLetters;

namespace Streaming.Host.Verbs.DeadLetters;

/// <summary>Which dead letters are meant: by reason, by when they were written, by where their records stand.</summary>
internal sealed class LetterFilter
{
    private static readonly Setting<string> s_reason = new("--reason", "WORD", "Only those with this reason, as in missing-field.", Texts.NotEmpty);
    private static readonly Setting<DateTimeOffset> s_from = new("--from", "TIME", "Only those written at this time or later, as in 2026-01-31T12:00Z.", PointInTime.Parse);
    private static readonly Setting<DateTimeOffset> s_to = new("--to", "TIME", "Only those written before this time.", PointInTime.Parse);

    private static readonly Setting<IReadOnlyList<PartitionOffset>> s_fromOffset = new(
        "--from-offset", "P:O,...", "Only those of these partitions of the input, from these offsets on.", PartitionOffsets.Parse);

    private readonly DeadLetterQuery _query;
    private readonly Dictionary<int, long>? _offsets;

    public LetterFilter(Settings settings)
    {
        _query = new DeadLetterQuery(settings.Find(s_reason), settings.FindValue(s_from), settings.FindValue(s_to));
        _offsets = settings.Find(s_fromOffset)?.ToDictionary(start => start.Partition, start => start.Offset);
    }

    /// <summary>The options.</summary>
    public static IReadOnlyList<ISetting> Settings { get; } = [s_reason, s_from, s_to, s_fromOffset];

    /// <summary>The letters that are meant, as they come.</summary>
    public async Task<IEnumerable<DeadLetter>> ReadAsync(DeadLetterReader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(_query, cancellationToken)).Where(letter =>
            _offsets is null || (_offsets.TryGetValue(letter.Partition, out var first) && letter.Offset >= first));
}
