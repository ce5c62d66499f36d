using System.Globalization;
using System.Text.Json;

namespace Streaming.Ingest.Polling;

/// <summary>What we read out of the client's statistics, which it refreshes also while a partition is paused.</summary>
/// <param name="HasBroker">Whether a connection to any broker is up.</param>
/// <param name="Ends">The read_committed ends of the topic's partitions, where the client knows them.</param>
internal sealed record ClientStatistics(bool HasBroker, IReadOnlyList<(int Partition, long End)> Ends)
{
    /// <summary>Reads the client's JSON.</summary>
    public static ClientStatistics Of(JsonElement root, string topic)
    {
        var hasBroker = root.TryGetProperty("brokers", out var brokers)
            && brokers.EnumerateObject().Any(broker => broker.Value.TryGetProperty("state", out var state) && state.ValueEquals("UP"u8));
        var ends = new List<(int Partition, long End)>();
        if (root.TryGetProperty("topics", out var topics)
            && topics.TryGetProperty(topic, out var entry)
            && entry.TryGetProperty("partitions", out var partitions))
        {
            foreach (var partition in partitions.EnumerateObject())
            {
                // What belongs to no partition is listed under -1.
                if (int.TryParse(partition.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && partition.Value.TryGetProperty("ls_offset", out var end)
                    && end.GetInt64() >= 0)
                {
                    ends.Add((number, end.GetInt64()));
                }
            }
        }

        return new ClientStatistics(hasBroker, ends);
    }
}
