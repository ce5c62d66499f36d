using System.Text;
using Streaming.Ingest.Generator;
using Streaming.Ingest.Tests.Files;

namespace Streaming.Ingest.Tests.Generator;

public sealed class TransactionFileTests : IDisposable
{
    private static readonly GeneratorOptions Options = new() { Cards = 100, Days = 30, FraudRate = 0.03 };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.csv.gz")]
    [InlineData("out.jsonl")]
    [InlineData("out.ndjson.gz")]
    public void What_is_written_reads_back_as_the_same_events(string name)
    {
        var path = _folder.PathOf(name);
        var buffer = new byte[TransactionText.MaxBytes];
        var written = new List<string>();
        using (var file = new TransactionFile(path))
        {
            foreach (var transaction in new TransactionGenerator(Options).Rest())
            {
                file.Write(transaction);
                written.Add(Encoding.UTF8.GetString(buffer, 0, TransactionText.WriteJson(transaction, buffer)));
            }
        }

        // An empty cell of a CSV file is a missing value.
        Assert.Equal(written.Select(json => json.Replace(",\"scenario\":\"\"", "", StringComparison.Ordinal)),
            TempFolder.ReadAll(path).Select(record => record.Value.Replace(",\"scenario\":\"\"", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("out.txt")]
    [InlineData("out")]
    [InlineData("out.gz")]
    [InlineData("out.parquet")]
    public void Another_extension_is_refused(string name) =>
        Assert.Contains(".csv or .jsonl", Assert.Throws<ArgumentException>(() => new TransactionFile(_folder.PathOf(name))).Message, StringComparison.Ordinal);
}
