using System.Text.Json;

namespace Streaming.Kafka;

/// <summary>What a client knows of its consumer group.</summary>
/// <param name="State">Where the client stands with the group, <c>up</c> in the end.</param>
/// <param name="Assigned">Partitions assigned to it.</param>
/// <param name="Rebalances">Rebalances so far.</param>
/// <param name="SecondsSinceRebalance">Time since the last one.</param>
internal sealed record GroupFigures(string State, long Assigned, long Rebalances, double SecondsSinceRebalance)
{
    public static GroupFigures Of(JsonElement group) => new(
        ClientFigures.Text(group, "state") ?? "unknown",
        ClientFigures.Long(group, "assignment_size"),
        ClientFigures.Long(group, "rebalance_cnt"),
        ClientFigures.Long(group, "rebalance_age") / 1_000.0);
}
