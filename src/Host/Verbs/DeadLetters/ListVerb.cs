using System.Globalization;
using System.Text.Json;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Reports;
using Streaming.Sink.DeadLetters;

namespace Streaming.Host.Verbs.DeadLetters;

/// <summary>Shows dead letters. Neither key nor payload: whoever needs them reads the topic, with the rights that takes.</summary>
internal static class ListVerb
{
    public static Verb Verb { get; } = new(
        "list",
        "Show dead letters with reason and position, one a line, and how many there are of each reason.",
        "streaming dead-letters list --reason missing-field --from 2026-01-01",
        LetterFilter.Settings,
        RunAsync);

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var filter = new LetterFilter(context.Settings);
        using var reader = DeadLetterTopic.Open(context);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var output = context.Terminal.Output;
        foreach (var letter in await filter.ReadAsync(reader, cancellationToken))
        {
            counts[letter.Reason] = counts.GetValueOrDefault(letter.Reason) + 1;
            await output.WriteLineAsync(context.Json ? Json(letter) : Line(letter));
        }

        await output.WriteLineAsync(context.Json
            ? JsonSerializer.Serialize(
                new DeadLettersReport("dead-letters list", ProgramVersion.Text, counts.Values.Sum(), counts), ReportJson.Default.DeadLettersReport)
            : Summary(counts));
        return ExitCode.Done;
    }

    private static string Json(DeadLetter letter) => JsonSerializer.Serialize(
        new DeadLetterRow(letter.Position, letter.Time, letter.Reason, letter.Detail, letter.Topic, letter.Partition, letter.Offset, letter.Size),
        ReportJson.Default.DeadLetterRow);

    private static string Line(DeadLetter letter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{PointInTime.ToText(letter.Time)}  {letter.Reason,-16}  {letter.Topic}[{letter.Partition}] offset {letter.Offset}, {letter.Size} bytes: {letter.Detail}");

    private static string Summary(SortedDictionary<string, long> counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counts.Values.Sum():N0} dead letters{(counts.Count > 0 ? ": " : "")}{string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {count.Key}")))}");
}
