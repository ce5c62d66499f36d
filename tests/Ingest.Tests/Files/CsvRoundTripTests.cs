using System.Text;
using System.Text.Json;
using CsCheck;

namespace Streaming.Ingest.Tests.Files;

public sealed class CsvRoundTripTests
{
    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.Char["a1,\"\n\r \\é\t\0;"].Array[0, 8].Select(characters => new string(characters)),
        Gen.Double.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Long.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Const(""));

    private static readonly Gen<(string[][] Table, bool[] Quoted, string Break, bool LastBreak, bool Mark, int[] Cuts)> Files =
        from columns in Gen.Int[1, 5]
        from table in Cell.Array[columns].Array[0, 20]
        from quoted in Gen.Bool.Array[16]
        from lineBreak in Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const("\r"))
        from lastBreak in Gen.Bool
        from mark in Gen.Bool
        from cuts in Gen.Int[0, 1_000].Array[0, 3]
        select (table, quoted, lineBreak, lastBreak, mark, cuts);

    [Fact]
    public void Any_table_of_cells_written_as_csv_reads_back_the_same() => Files.Sample(file =>
    {
        using var folder = new TempFolder();
        var text = Encoding.UTF8.GetBytes(Write(file.Table, file.Quoted, file.Break, file.LastBreak, file.Mark));
        var cuts = file.Cuts.Select(cut => cut % (text.Length + 1)).Order().Prepend(0).Append(text.Length).ToArray();
        var members = cuts.Zip(cuts.Skip(1), (from, to) => text[from..to]);
        var plain = TempFolder.ReadAll(folder.Write("a.csv", text));
        var compressed = TempFolder.ReadAll(folder.Write("a.csv.gz", TempFolder.Gzip(members)));
        return plain.SequenceEqual(compressed) && plain.Count == file.Table.Length
            && plain.Zip(file.Table).All(pair => pair.First.Reason is null && Cells(pair.First.Value, pair.Second.Length).SequenceEqual(pair.Second));
    });

    private static string Write(string[][] table, bool[] quoted, string lineBreak, bool lastBreak, bool mark)
    {
        var text = new StringBuilder(mark ? "\uFEFF" : "");
        var columns = table.Length == 0 ? 1 : table[0].Length;
        text.AppendJoin(',', Enumerable.Range(0, columns).Select(column => $"c{column}"));
        var count = 0;
        foreach (var row in table)
        {
            text.Append(lineBreak).AppendJoin(',', row.Select(cell => NeedsQuotes(cell, columns) || quoted[count++ % quoted.Length] ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell));
        }

        return text.Append(lastBreak ? lineBreak : "").ToString();
    }

    // An empty line is no row, so a row of one empty cell has to be quoted. A quote later in a plain cell stands for itself.
    private static bool NeedsQuotes(string cell, int columns) =>
        cell.AsSpan().IndexOfAny(",\r\n") >= 0 || cell.StartsWith('"') || (cell.Length == 0 && columns == 1);

    private static IEnumerable<string> Cells(string json, int columns)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        return Enumerable.Range(0, columns).Select(column => !root.TryGetProperty($"c{column}", out var value) ? "" : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
    }
}
