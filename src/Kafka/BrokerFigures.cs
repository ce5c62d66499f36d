using System.Text.Json;

namespace Streaming.Kafka;

/// <summary>What a client knows of one broker.</summary>
/// <param name="Node">The broker's id.</param>
/// <param name="IsUp">Whether a connection is up.</param>
/// <param name="RoundTrips">Round trips of the last interval: mean and 99 of 100 are no longer, seconds; null if there were none.</param>
internal sealed record BrokerFigures(string Node, bool IsUp, (double Mean, double P99)? RoundTrips)
{
    private const double Microsecond = 1e-6;

    public static BrokerFigures Of(string node, JsonElement broker) => new(
        node,
        ClientFigures.Text(broker, "state") is "UP" or "UPDATE",
        broker.TryGetProperty("rtt", out var rtt) && ClientFigures.Long(rtt, "cnt") > 0
            ? (ClientFigures.Long(rtt, "avg") * Microsecond, ClientFigures.Long(rtt, "p99") * Microsecond)
            : null);
}
