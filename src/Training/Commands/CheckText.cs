using System.Globalization;
using Spectre.Console;
using Streaming.Training.Checking;

namespace Streaming.Training.Commands;

/// <summary>A check for a person.</summary>
internal static class CheckText
{
    public static void Write(CheckReport report, IAnsiConsole console)
    {
        console.WriteLine(Text($"{report.Records:N0} records, {report.Events:N0} readable, {report.Keys:N0} keys, {report.From} to {report.To}"));
        console.WriteLine(Text($"events per key: {report.EventsPerKey[0]:N0} at least, {report.EventsPerKey[1]:N0} median, {report.EventsPerKey[2]:N0} at most"));
        console.WriteLine(Text($"labels: {report.Frauds:N0} frauds, {report.Unlabelled:N0} events without a label"));
        console.WriteLine(report.Examples is null ? "no record fails" : "records that fail: " + report.Examples);
        console.WriteLine(Text($"times going back within a key: {report.TimesBack:N0}"));

        var fields = new Table().AddColumns("field", "kind", "missing", "values", "least", "mean", "greatest", "ranks the label");
        foreach (var field in report.Fields)
        {
            fields.AddRow(
                Markup.Escape(field.Name),
                field.Kind,
                Text($"{field.Missing:N0}"),
                field.Values is { } values ? Text($"{values:N0}") : "many",
                Number(field.Least),
                Number(field.Mean),
                Number(field.Greatest),
                Number(field.LabelRanking));
        }

        console.Write(fields);
        var categories = new Table().AddColumns("category", "indices", "unknown or missing");
        foreach (var category in report.Categories)
        {
            categories.AddRow(Markup.Escape(category.Name), Text($"{category.Size:N0}"), Text($"{category.UnknownShare:P2}"));
        }

        console.Write(categories);
        console.WriteLine(report.LeakSuspects.Count == 0
            ? "no field alone gives the label away"
            : "leak suspects, fields that alone rank the label: " + string.Join(", ", report.LeakSuspects));
    }

    private static string Number(double? number) => number is { } value ? Text($"{value:G5}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
