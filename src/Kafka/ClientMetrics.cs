using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Streaming.Kafka;

/// <summary>
/// librdkafka's own statistics as metrics, one row per client: what it last said (<c>statistics.interval.ms</c>, 5 s unless turned).
/// </summary>
internal sealed class ClientMetrics
{
    /// <summary>Buckets for what brokers are asked, seconds.</summary>
    public static readonly double[] Seconds = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

    // Written by the clients' callbacks, read by whoever scrapes: a row is replaced whole.
    private readonly ConcurrentDictionary<string, ClientFigures> _clients = new(StringComparer.Ordinal);

    public ClientMetrics(Meter meter)
    {
        meter.CreateObservableGauge(
            "streaming.client.queue.messages", () => Each(client => client.QueuedMessages), "{message}",
            "Records fetched and not consumed, or produced and not delivered");
        meter.CreateObservableGauge("streaming.client.queue.bytes", () => Each(client => client.QueuedBytes), "By", "The same in bytes");
        meter.CreateObservableGauge(
            "streaming.client.queue.operations", () => Each(client => client.QueuedOperations), "{operation}",
            "Delivery reports, rebalances and errors that wait to be taken from the client");
        meter.CreateObservableCounter("streaming.client.requests", () => Each(client => client.Requests), "{request}", "Requests sent to brokers");
        meter.CreateObservableCounter(
            "streaming.client.requests.failed", () => EachOf(client => client.Failures, "reason"), "{request}",
            "Requests to brokers that failed, timed out or were sent again");
        meter.CreateObservableCounter(
            "streaming.client.io", () => EachOf(IoOf, "network.io.direction"), "By", "Bytes to and from brokers");
        meter.CreateObservableGauge(
            "streaming.client.brokers", () => Each(client => (long)client.Brokers.Count(broker => broker.IsUp)), "{broker}", "Brokers with a connection");
        meter.CreateObservableGauge("streaming.client.round_trip", RoundTrips, "s", "Round trips to a broker in the last interval");
        meter.CreateObservableGauge(
            "streaming.client.lag", Lags, "{record}", "Records between the client's position and the end, as the client itself counts");
        meter.CreateObservableCounter(
            "streaming.client.rebalances", () => EachMember(group => group.Rebalances), "{rebalance}", "Rebalances of the group that the client took part in");
        meter.CreateObservableGauge(
            "streaming.client.rebalance.age", () => EachMember(group => group.SecondsSinceRebalance), "s", "Time since the last rebalance");
        meter.CreateObservableGauge(
            "streaming.client.assigned", () => EachMember(group => group.Assigned), "{partition}", "Partitions assigned to the client");
        meter.CreateObservableGauge("streaming.client.group.state", GroupStates, "1", "1 for where the client stands with its group");
        meter.CreateObservableGauge("streaming.client.transaction.state", TransactionStates, "1", "1 for where a transactional producer stands");
    }

    /// <summary>A client's statistics came.</summary>
    public void Take(string client, JsonElement statistics) => _clients[client] = ClientFigures.Of(statistics);

    /// <summary>A client's statistics came.</summary>
    public void Take(string client, string statistics)
    {
        using var document = JsonDocument.Parse(statistics);
        Take(client, document.RootElement);
    }

    /// <summary>A client is gone.</summary>
    public void Forget(string client) => _clients.TryRemove(client, out _);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static IReadOnlyList<(string Kind, long Count)> IoOf(ClientFigures client) =>
        [("receive", client.ReceivedBytes), ("transmit", client.SentBytes)];

    private IEnumerable<Measurement<long>> Each(Func<ClientFigures, long> figure) =>
        _clients.Select(client => new Measurement<long>(figure(client.Value), Tag("client", client.Key)));

    private IEnumerable<Measurement<long>> EachOf(Func<ClientFigures, IReadOnlyList<(string Kind, long Count)>> figures, string tag) =>
        from client in _clients
        from figure in figures(client.Value)
        select new Measurement<long>(figure.Count, Tag("client", client.Key), Tag(tag, figure.Kind));

    private IEnumerable<Measurement<T>> EachMember<T>(Func<GroupFigures, T> figure)
        where T : struct
    {
        foreach (var (name, client) in _clients)
        {
            if (client.Group is { } group)
            {
                yield return new Measurement<T>(figure(group), Tag("client", name));
            }
        }
    }

    private IEnumerable<Measurement<double>> RoundTrips()
    {
        foreach (var (name, client) in _clients)
        {
            foreach (var broker in client.Brokers)
            {
                if (broker.RoundTrips is { } trips)
                {
                    yield return new Measurement<double>(trips.Mean, Tag("client", name), Tag("broker", broker.Node), Tag("statistic", "mean"));
                    yield return new Measurement<double>(trips.P99, Tag("client", name), Tag("broker", broker.Node), Tag("statistic", "p99"));
                }
            }
        }
    }

    private IEnumerable<Measurement<long>> Lags() =>
        from client in _clients
        from partition in client.Value.Partitions
        select new Measurement<long>(
            partition.Lag,
            Tag("client", client.Key),
            Tag("messaging.destination.name", partition.Topic),
            Tag("messaging.destination.partition.id", partition.Partition));

    private IEnumerable<Measurement<long>> GroupStates() =>
        from client in _clients
        where client.Value.Group is not null
        select new Measurement<long>(1, Tag("client", client.Key), Tag("state", client.Value.Group?.State ?? ""));

    private IEnumerable<Measurement<long>> TransactionStates() =>
        from client in _clients
        where client.Value.TransactionState is not null
        select new Measurement<long>(1, Tag("client", client.Key), Tag("state", client.Value.TransactionState ?? ""));
}
