using System.Text;
using Streaming.Ingest.Files;

namespace Streaming.Ingest.Tests.Files;

public sealed class CompressedFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _text = "x,y\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},{i * 7919 % 1000}\n"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Joined_gzip_members_are_one_file_wherever_they_are_joined()
    {
        var bytes = Encoding.UTF8.GetBytes(_text);
        var path = _folder.Write("a.csv.gz", TempFolder.Gzip(bytes[..300], bytes[300..301], [], bytes[301..500_000], bytes[500_000..]));
        Assert.Equal(TempFolder.ReadAll(_folder.Write("a.csv", _text)), TempFolder.ReadAll(path));
    }

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.5)]
    [InlineData(0.99999)]
    public void A_cut_gzip_is_one_clear_error(double share)
    {
        var whole = TempFolder.Gzip(Encoding.UTF8.GetBytes(_text));
        AssertCut(whole[..(int)(whole.Length * share)]);
    }

    [Fact]
    public void A_gzip_cut_in_its_trailer_or_in_a_later_member_is_one_clear_error()
    {
        var whole = TempFolder.Gzip(Encoding.UTF8.GetBytes(_text));
        AssertCut(whole[..^1]);
        AssertCut(whole[..^8]);
        AssertCut([.. whole, .. whole[..5]]);
        AssertCut([.. whole, .. whole[..^100]]);
    }

    [Fact]
    public void A_damaged_gzip_is_one_clear_error()
    {
        var whole = TempFolder.Gzip(Encoding.UTF8.GetBytes(_text));
        whole[whole.Length / 2] ^= 0x55;
        AssertCut(whole);
    }

    [Fact]
    public void A_name_that_promises_gzip_must_keep_it() => AssertRefused("a.csv.gz", "x\n1\n"u8.ToArray(), "expected gzip");

    [Fact]
    public void Gzip_is_seen_without_the_name() =>
        Assert.Equal(2, TempFolder.ReadAll(_folder.Write("a.csv", TempFolder.Gzip("x\n1\n2\n"u8.ToArray()))).Count);

    [Fact]
    public void What_is_no_text_is_refused_by_its_name()
    {
        AssertRefused("a.csv", [(byte)'P', (byte)'K', 3, 4, 0, 0], "a zip archive");
        AssertRefused("a.csv", [0x28, 0xB5, 0x2F, 0xFD, 0], "a zstd file");
        AssertRefused("a.csv", Encoding.Unicode.GetPreamble(), "UTF-16");
        AssertRefused("a.csv.gz", TempFolder.Gzip(TempFolder.Gzip("x\n"u8.ToArray())), "gzip inside gzip");
        AssertRefused("a.parquet", "x\n1\n"u8.ToArray(), "PAR1");
    }

    [Fact]
    public void Several_files_are_read_in_sequence_and_progress_ends_at_the_total()
    {
        string[] paths =
        [
            _folder.Write("a.csv", "x\n1\n2\n"), _folder.Write("b.jsonl.gz", TempFolder.Gzip("{\"x\":3}\n"u8.ToArray())), _folder.Write("c.csv", "y,x\n,4"),
        ];
        using var reader = new FileRecordReader(paths);
        Assert.Equal(["{\"x\":1}", "{\"x\":2}", "{\"x\":3}", "{\"x\":4}"], TempFolder.ReadAll(reader).Select(record => record.Value));
        Assert.Equal(paths.Sum(path => new FileInfo(path).Length), reader.TotalBytes);
        Assert.Equal((reader.TotalBytes, 4), (reader.BytesRead, reader.Rows));
        Assert.Equal(paths[2], reader.File);
    }

    [Fact]
    public void A_missing_file_is_told_before_anything_is_read() =>
        Assert.Throws<FileNotFoundException>(() => new FileRecordReader([_folder.Write("a.csv", "x\n"), _folder.PathOf("none.csv")]));

    private void AssertCut(byte[] content) => AssertRefused("cut.csv.gz", content, "cut or damaged");

    private void AssertRefused(string name, byte[] content, string words)
    {
        var path = _folder.Write(name, content);
        var refusal = Assert.Throws<FileFormatException>(() => TempFolder.ReadAll(path));
        Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }
}
