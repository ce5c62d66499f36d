using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Ingest.Ranges;
using Streaming.Ingest.Tests.Polling;

namespace Streaming.Ingest.Tests.Ranges;

public sealed class WholeTopicHistoryTests : IDisposable
{
    private readonly MockBroker _broker = new();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void Every_pass_reads_the_same_records_in_the_same_order_whatever_comes_meanwhile()
    {
        _broker.Produce("history", 2, 0, 30);
        _broker.Produce("history", 0, 30, 20);
        using var reader = Open("history");
        var first = ReadAll(reader);
        Assert.Equal(Enumerable.Range(30, 20).Concat(Enumerable.Range(0, 30)).Select(i => $"v{i}"), first);
        Assert.Equal(1, reader.Share);

        _broker.Produce("history", 0, 50, 5);
        reader.Rewind();
        Assert.Equal(first, ReadAll(reader));
    }

    [Fact]
    public void Empty_partitions_are_passed()
    {
        _broker.Produce("empty", 1, 0, 1);
        using var reader = Open("empty");
        Assert.Equal(["v0"], ReadAll(reader));
    }

    private WholeTopicHistory Open(string topic) =>
        new(new IngestOptions { Topic = topic }, 1_024, _broker.Settings, TimeProvider.System, NullLoggerFactory.Instance);

    private static List<string> ReadAll(WholeTopicHistory reader)
    {
        var values = new List<string>();
        while (reader.TryRead(out var record))
        {
            values.Add(Encoding.UTF8.GetString(record.Value.Span));
        }

        return values;
    }
}
