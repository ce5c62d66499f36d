using System.Buffers.Text;
using System.Text.Json;
using Streaming.Ingest.Files;

namespace Streaming.Ingest.Tests.Files;

public sealed class HandbookFileTests
{
    [Fact]
    public void The_handbook_file_reads_with_its_published_totals_and_without_garbage_per_row()
    {
        using var reader = new FileRecordReader([SharedData.Require("handbook_raw_dev_2018-04-01_2018-09-07.csv.gz")]);
        long frauds = 0, lines = 1, wrongLines = 0, allocated = 0;
        var cards = new HashSet<int>();
        while (reader.Read())
        {
            if (reader.Rows == 1_000)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            wrongLines += reader.Current.Line == ++lines ? 0 : 1;
            cards.Add(CardOf(reader.Current.Value.Span));
            frauds += reader.Current.Value.Span.IndexOf("\"TX_FRAUD\":1"u8) >= 0 ? 1 : 0;
        }

        Assert.Equal((1_533_268, 12_733, 4_989), (reader.Rows, frauds, cards.Count));
        var grown = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Equal(0, wrongLines);
        Assert.InRange(grown, 0, 1_000_000);
    }

    private static int CardOf(ReadOnlySpan<byte> json)
    {
        var digits = json[(json.IndexOf("\"CUSTOMER_ID\":"u8) + 14)..];
        return Utf8Parser.TryParse(digits, out int card, out _) ? card : -1;
    }

    [Theory]
    [InlineData("ibm_tabformer_user0.csv.gz", 19_963)]
    [InlineData("sparkov_kaggle_head_fraudTrain_excerpt.csv.gz", 5_039)]
    [InlineData("sparkov_kaggle_head_fraudTest_excerpt.csv.gz", 2_145)]
    [InlineData("models/pytorch/pytorch_gru.events.jsonl", 2_000)]
    public void The_other_public_files_read_whole(string name, int rows)
    {
        var records = TempFolder.ReadAll(SharedData.Require(name));
        Assert.Equal(rows, records.Count);
        Assert.All(records, record =>
        {
            Assert.Null(record.Reason);
            using var json = JsonDocument.Parse(record.Value);
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        });
    }
}
