using System.Text;
using Streaming.Ingest.Files;
using Streaming.Model.Encoding;

namespace Streaming.Ingest.Tests.Files;

public sealed class CsvFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_become_objects_with_the_names_of_the_header()
    {
        var path = _folder.Write("a.csv", "id,amount,shop\n1,2.50,Ärzte\n2,,\"a, \"\"b\"\"\\\"\n");
        Assert.Equal(
            [("""{"id":1,"amount":2.50,"shop":"Ärzte"}""", 2, null), ("""{"id":2,"shop":"a, \"b\"\\"}""", 3, null)],
            TempFolder.ReadAll(path));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("146.0")]
    [InlineData("75.95000000000000000001")]
    [InlineData("2291163933867244")]
    [InlineData("99999999999999999999999")]
    [InlineData("1e400")]
    [InlineData("-1.5E-7")]
    public void A_number_keeps_its_digits(string cell) => Assert.Equal($$"""{"x":{{cell}}}""", Single(cell));

    [Theory]
    [InlineData("007")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("0x1F")]
    [InlineData("1 ")]
    [InlineData("$134.09")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("-01")]
    public void What_is_no_number_is_a_string(string cell) => Assert.Equal($$"""{"x":"{{cell}}"}""", Single($"\"{cell}\""));

    [Theory]
    [InlineData("\uFEFFx,y\n1,2\n3,4\n")]
    [InlineData("x,y\r\n1,2\r\n3,4\r\n")]
    [InlineData("x,y\r1,2\r3,4\r")]
    [InlineData("x,y\n1,2\n3,4")]
    [InlineData("x,y\r\n1,2\r\n3,4")]
    [InlineData("\"x\",\"y\"\n\"1\",\"2\"\n\"3\",\"4\"")]
    [InlineData("\n\nx,y\n\n1,2\r\n\r\n3,4\n\n")]
    public void Marks_line_breaks_and_empty_lines_change_nothing(string text) =>
        Assert.Equal(["""{"x":1,"y":2}""", """{"x":3,"y":4}"""], TempFolder.ReadAll(_folder.Write("a.csv", text)).Select(record => record.Value));

    [Fact]
    public void A_quoted_line_break_stays_in_its_cell_and_the_line_numbers_go_on()
    {
        var path = _folder.Write("a.csv", "x,y\n\"a\r\nb\n\",1\nc,2\n");
        Assert.Equal([("""{"x":"a\r\nb\n","y":1}""", 2, null), ("""{"x":"c","y":2}""", 5, null)], TempFolder.ReadAll(path));
    }

    [Fact]
    public void A_quote_inside_a_plain_cell_is_a_character() => Assert.Equal("""{"x":"5\" pipe"}""", Single("5\" pipe"));

    [Fact]
    public void Broken_utf8_passes_as_it_is_for_the_encoder_to_judge()
    {
        using var reader = new FileRecordReader([_folder.Write("a.csv", [.. "x\n"u8, 0xC3, 0x28, (byte)'\n'])]);
        Assert.True(reader.Read());
        Assert.Equal([.. "{\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8], reader.Current.Value.ToArray());
    }

    [Theory]
    [InlineData("1", "expected 2 cells, found 1")]
    [InlineData("1,2,3", "expected 2 cells, found 3")]
    public void A_row_with_another_number_of_cells_is_a_fault_of_this_row_alone(string row, string detail)
    {
        using var reader = new FileRecordReader([_folder.Write("a.csv", $"x,y\n1,2\n{row}\n3,4\n")]);
        Assert.True(reader.Read() && reader.Read());
        Assert.Equal(new RecordFault(FaultReason.BadRow, $"a.csv, line 3: {detail}"), reader.Current.Fault);
        Assert.Equal(row, Encoding.UTF8.GetString(reader.Current.Value.Span));
        Assert.True(reader.Read());
        Assert.False(reader.Current.Fault.IsFault);
        Assert.False(reader.Read());
        Assert.Equal(3, reader.Rows);
    }

    [Theory]
    [InlineData("x,y\n1,2\n3,\"4\n5,6\n7,8\n", 3, "never closes")]
    [InlineData("x,y\n1,2\n3,\"4\n5,\"6\"\n7,8\n", 4, "opened in line 3")]
    [InlineData("x;y\n1,5;2\n", 1, "semicolons")]
    [InlineData("x\ty\n1\t2\n", 1, "tabs")]
    [InlineData("x,y,x\n", 1, "found 'x' 2 times")]
    [InlineData("", 1, "found an empty file")]
    public void What_makes_the_rows_unsure_ends_the_file_with_its_line(string text, long line, string words)
    {
        var path = _folder.Write("a.csv", text);
        var refusal = Assert.Throws<FileFormatException>(() => TempFolder.ReadAll(path));
        Assert.Equal((path, line), (refusal.File, refusal.Line));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("expected", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_without_a_name_is_not_read() =>
        Assert.Equal("""{"x":2}""", TempFolder.ReadAll(_folder.Write("a.csv", ",x,\n1,2,3\n")).Single().Value);

    [Theory]
    [InlineData(200_000)]
    [InlineData(3_000_000)]
    public void A_row_above_the_limit_is_a_fault_and_the_next_one_is_read(int length)
    {
        var text = $"x,y\n1,\"{new string('a', length)},\"\"\n\",\n3,4\n";
        using var reader = new FileRecordReader([_folder.Write("a.csv", text)], maxRecordBytes: 100_000);
        Assert.True(reader.Read());
        Assert.Equal(FaultReason.TooLarge, reader.Current.Fault.Reason);
        Assert.Equal((length + 9, 64 * 1024), (reader.Current.Size, reader.Current.Value.Length));
        Assert.True(reader.Read());
        Assert.Equal(("""{"x":3,"y":4}""", 4), (Encoding.UTF8.GetString(reader.Current.Value.Span), reader.Current.Line));
    }

    private string Single(string cell) => TempFolder.ReadAll(_folder.Write("a.csv", $"x\n{cell}\n")).Single().Value;
}
