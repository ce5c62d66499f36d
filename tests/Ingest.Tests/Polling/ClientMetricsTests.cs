using System.Diagnostics.Metrics;
using System.Globalization;
using Streaming.Kafka;

namespace Streaming.Ingest.Tests.Polling;

public sealed class ClientMetricsTests
{
    private const string Statistics =
        """
        {"name":"rdkafka#consumer-1","type":"consumer","replyq":3,"msg_cnt":0,"msg_size":0,"tx":120,"tx_bytes":9000,"rx_bytes":80000,
         "brokers":{
           "b:1/0":{"nodeid":0,"state":"UP","txerrs":1,"rxerrs":1,"txretries":4,"req_timeouts":2,"rtt":{"avg":1500,"p99":20000,"cnt":7}},
           "b:2/1":{"nodeid":1,"state":"DOWN","rtt":{"avg":0,"p99":0,"cnt":0}},
           "GroupCoordinator":{"nodeid":-1,"state":"UP"}},
         "topics":{"t":{"topic":"t","partitions":{
           "0":{"partition":0,"fetchq_cnt":10,"fetchq_size":2000,"consumer_lag":12},
           "1":{"partition":1,"fetchq_cnt":1,"fetchq_size":200,"consumer_lag":-1},
           "-1":{"partition":-1,"fetchq_cnt":0,"fetchq_size":0,"consumer_lag":5}}}},
         "cgrp":{"state":"up","rebalance_cnt":2,"rebalance_age":1500,"assignment_size":2},
         "eos":{"txn_state":"InTransaction"}}
        """;

    [Fact]
    public void Figures_of_a_client_are_measured_until_it_is_gone()
    {
        using var meter = new Meter("Probe");
        var metrics = new ClientMetrics(meter);
        metrics.Take("consumer", Statistics);

        Assert.Equal(
            [
                "streaming.client.assigned consumer 2",
                "streaming.client.brokers consumer 1",
                "streaming.client.group.state consumer up 1",
                "streaming.client.io consumer receive 80000",
                "streaming.client.io consumer transmit 9000",
                "streaming.client.lag consumer t 0 12",
                "streaming.client.queue.bytes consumer 2200",
                "streaming.client.queue.messages consumer 11",
                "streaming.client.queue.operations consumer 3",
                "streaming.client.rebalance.age consumer 1.5",
                "streaming.client.rebalances consumer 2",
                "streaming.client.requests consumer 120",
                "streaming.client.requests.failed consumer error 2",
                "streaming.client.requests.failed consumer retry 4",
                "streaming.client.requests.failed consumer timeout 2",
                "streaming.client.round_trip consumer 0 mean 0.0015",
                "streaming.client.round_trip consumer 0 p99 0.02",
                "streaming.client.transaction.state consumer InTransaction 1",
            ],
            Measure(meter));

        metrics.Forget("consumer");
        Assert.Empty(Measure(meter));
    }

    [Fact]
    public void Statistics_without_anything_are_figures_of_zero()
    {
        using var meter = new Meter("Probe");
        new ClientMetrics(meter).Take("producer", "{}");

        Assert.All(Measure(meter), figure => Assert.EndsWith(" 0", figure, StringComparison.Ordinal));
    }

    private static List<string> Measure(Meter meter)
    {
        var seen = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == meter)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, Math.Round(value, 6), tags));
        listener.Start();
        listener.RecordObservableInstruments();
        seen.Sort(StringComparer.Ordinal);
        return seen;

        void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var words = new List<string> { instrument.Name };
            foreach (var tag in tags)
            {
                words.Add($"{tag.Value}");
            }

            seen.Add(string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', words)} {value}"));
        }
    }
}
