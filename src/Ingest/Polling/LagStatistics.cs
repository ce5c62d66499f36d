using System.Globalization;
using System.Text.Json;

namespace Streaming.Ingest.Polling;

/// <summary>Reads partition ends out of the client's statistics, which it refreshes also while a partition is paused.</summary>
internal static class LagStatistics
{
    /// <summary>The read_committed ends of a topic's partitions, where the client knows them.</summary>
    public static IEnumerable<(int Partition, long End)> EndsOf(string statistics, string topic)
    {
        using var document = JsonDocument.Parse(statistics);
        if (!document.RootElement.TryGetProperty("topics", out var topics)
            || !topics.TryGetProperty(topic, out var entry)
            || !entry.TryGetProperty("partitions", out var partitions))
        {
            yield break;
        }

        foreach (var partition in partitions.EnumerateObject())
        {
            // The client lists what belongs to no partition under -1.
            if (int.TryParse(partition.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && partition.Value.TryGetProperty("ls_offset", out var end)
                && end.GetInt64() >= 0)
            {
                yield return (number, end.GetInt64());
            }
        }
    }
}
