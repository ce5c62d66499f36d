using System.Text.Json;
using Streaming.Ingest.Polling;

namespace Streaming.Ingest.Tests.Polling;

public sealed class ClientStatisticsTests
{
    [Fact]
    public void Ends_of_known_partitions_and_a_live_broker_are_found()
    {
        var statistics = Read(
            """
            {"brokers":{"a":{"state":"DOWN"},"b":{"state":"UP"}},
             "topics":{"t":{"partitions":{"0":{"ls_offset":12,"hi_offset":15},"1":{"ls_offset":-1001},"-1":{"ls_offset":3}}},"other":{}}}
            """);

        Assert.True(statistics.HasBroker);
        Assert.Equal([(0, 12L)], statistics.Ends);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"brokers":{"a":{"state":"CONNECT"}},"topics":{}}""")]
    public void Nothing_known_is_nothing_found(string json)
    {
        var statistics = Read(json);

        Assert.False(statistics.HasBroker);
        Assert.Empty(statistics.Ends);
    }

    private static ClientStatistics Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ClientStatistics.Of(document.RootElement, "t");
    }
}
