using Streaming.Ingest.Files;
using Streaming.Model.Encoding;

namespace Streaming.Ingest.Tests.Files;

public sealed class JsonLinesFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.ndjson")]
    [InlineData("a.json")]
    [InlineData("a.JSON")]
    [InlineData("events")]
    public void Lines_are_handed_on_as_they_are(string name)
    {
        var path = _folder.Write(name, "\uFEFF{\"x\": 1.0}\r\n\n{\"y\":\"a,\\\"b\"}\nnot json");
        Assert.Equal([("{\"x\": 1.0}", 1, null), ("{\"y\":\"a,\\\"b\"}", 3, null), ("not json", 4, null)], TempFolder.ReadAll(path));
    }

    [Fact]
    public void A_line_above_the_limit_is_a_fault_and_the_next_one_is_read()
    {
        var path = _folder.Write("a.jsonl", $"{{\"x\":\"{new string('a', 1_000_000)}\"}}\n{{}}\n");
        Assert.Equal([(1, FaultReason.TooLarge), (2, null)], TempFolder.ReadAll(path).Select(record => (record.Line, record.Reason)));
    }

    [Fact]
    public void An_empty_file_has_no_rows() => Assert.Empty(TempFolder.ReadAll(_folder.Write("a.jsonl", "")));

    [Fact]
    public void An_array_is_refused()
    {
        var path = _folder.Write("a.json", " [{\"x\":1}]");
        Assert.Contains("one JSON object per line", Assert.Throws<FileFormatException>(() => TempFolder.ReadAll(path)).Message, StringComparison.Ordinal);
    }
}
