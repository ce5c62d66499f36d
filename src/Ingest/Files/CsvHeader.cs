using System.Text;

namespace Streaming.Ingest.Files;

/// <summary>The first line of a CSV file: the names of the columns, ready to be written as JSON members.</summary>
internal sealed class CsvHeader
{
    private CsvHeader(byte[][] members) => Members = members;

    /// <summary>Per column <c>"name":</c>; empty for a column without a name, which is not read (an index column, say).</summary>
    public byte[][] Members { get; }

    public static CsvHeader Read(RowReader rows, string file)
    {
        if (!rows.Read())
        {
            throw new FileFormatException(file, 1, "expected a header line with the names of the columns, found an empty file");
        }

        if (rows.IsCut)
        {
            throw new FileFormatException(file, rows.Line, "expected a header line with the names of the columns, found a line above the size limit");
        }

        var row = rows.Row.Span;
        var names = new List<string>();
        for (var cells = new CsvCells(row, new byte[row.Length]); cells.MoveNext();)
        {
            names.Add(Encoding.UTF8.GetString(cells.Current));
        }

        Check(names, file, rows.Line);
        return new CsvHeader([.. names.Select(Member)]);
    }

    private static void Check(List<string> names, string file, long line)
    {
        if (names is [var only] && only.AsSpan().IndexOfAny(";\t|") is var at and >= 0)
        {
            var separator = only[at] switch { ';' => "semicolons", '\t' => "tabs", _ => "bars" };
            throw new FileFormatException(
                file, line, $"expected columns separated by commas, found a header of one column with {separator}; is it a file separated by {separator}?");
        }

        if (names.Where(name => name.Length > 0).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new FileFormatException(file, line, $"expected every column's name once, found '{twice.Key}' {twice.Count()} times");
        }
    }

    private static byte[] Member(string name)
    {
        if (name.Length == 0)
        {
            return [];
        }

        var json = new JsonText();
        json.AppendString(Encoding.UTF8.GetBytes(name));
        json.Append((byte)':');
        return json.Written.ToArray();
    }
}
