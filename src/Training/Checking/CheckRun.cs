using System.Text.Json;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Training.Data;
using Streaming.Training.Fitting;
using Streaming.Training.Inputs;

namespace Streaming.Training.Checking;

/// <summary>Looks at data through a schema, and at every field beside it.</summary>
internal sealed class CheckRun(HistoryInput input, string schemaPath, FitDisplay display)
{
    public CheckReport Run()
    {
        var source = new HistorySource(input, display);
        var declared = FeatureSchema.Load(schemaPath);
        var span = source.Span(declared);
        var schema = source.FitSchema(declared, new Period(span.First, span.Last + 1));
        var (history, faults, timesBack) = source.Read(schema, long.MaxValue);
        var (records, fields) = Profile(source, schema, history);
        var lengths = Enumerable.Range(0, history.KeyCount).Select(key => history.KeyStarts[key + 1] - history.KeyStarts[key]).Order().ToArray();
        return new CheckReport(
            "check",
            records,
            faults.Counts,
            faults.Total == 0 ? null : faults.Describe(),
            history.Count,
            history.KeyCount,
            [lengths[0], lengths[lengths.Length / 2], lengths[^1]],
            Times.Write(span.First),
            Times.Write(span.Last),
            history.Labels.Count(label => label == 1),
            history.Labels.Count(label => label < 0) - 1,
            timesBack,
            fields,
            [.. schema.Categories.Select((category, column) => new CategoryFacts(category.Name, category.Size ?? 0, UnknownShare(history, column)))],
            [.. fields.Where(field => field.IsLeakSuspect && !IsDeclared(schema, field.Name)).Select(field => field.Name)]);
    }

    private static (int Records, IReadOnlyList<FieldFacts> Fields) Profile(HistorySource source, FeatureSchema schema, History history)
    {
        var encoder = new EventEncoder(schema);
        var rows = new EventRows(encoder, 1);
        var profiles = new Dictionary<string, FieldProfile>(StringComparer.Ordinal);
        var records = 0;
        source.ForEach("profiling fields", value =>
        {
            records++;
            rows.Clear();
            if (encoder.Decode(value, rows, 0).IsFault)
            {
                return;
            }

            var reader = new Utf8JsonReader(value);
            using var document = JsonDocument.ParseValue(ref reader);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!profiles.TryGetValue(member.Name, out var profile))
                {
                    profile = profiles[member.Name] = new FieldProfile(member.Name);
                }

                profile.Add(member.Value, rows.Labels[0]);
            }
        });
        var (frauds, genuine) = (history.Labels.Count(label => label == 1), history.Labels.Count(label => label == 0));
        return (records, [.. profiles.Values.Select(profile => profile.Describe(records, frauds, genuine))]);
    }

    private static double UnknownShare(History history, int column)
    {
        var unknown = 0;
        for (var row = 0; row < history.Count; row++)
        {
            unknown += history.Categories[((long)row * history.Vocabularies.Count) + column] == 0 ? 1 : 0;
        }

        return Math.Round(unknown / (double)Math.Max(1, history.Count), 6);
    }

    // The label itself ranks itself, and a declared leak is known: the encoder refuses both as features.
    private static bool IsDeclared(FeatureSchema schema, string field) =>
        schema.Label is { } label && (label.Field == field || label.Leaks.Contains(field));
}
