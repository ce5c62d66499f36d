using System.Text.Json;

namespace Streaming.Broker.Tests.Support;

/// <summary>Which source offsets the scores and dead letters of an application name, and how often.</summary>
internal sealed class ScoredOffsets
{
    private readonly Dictionary<(int Partition, long Offset), int> _times = [];

    public int Distinct => _times.Count;

    public int Repeated => _times.Values.Count(times => times > 1);

    public static ScoredOffsets Read(string bootstrap, string app)
    {
        var seen = new ScoredOffsets();
        foreach (var record in TopicReader.ReadAll(bootstrap, app + ".scores"))
        {
            using var score = JsonDocument.Parse(record.Message.Value);
            seen.Add(score.RootElement.GetProperty("partition").GetInt32(), score.RootElement.GetProperty("offset").GetInt64());
        }

        foreach (var record in TopicReader.ReadAll(bootstrap, app + ".dead-letter"))
        {
            seen.Add(
                int.Parse(record.Header("partition")!, System.Globalization.CultureInfo.InvariantCulture),
                long.Parse(record.Header("offset")!, System.Globalization.CultureInfo.InvariantCulture));
        }

        return seen;
    }

    /// <summary>Input offsets without a score or a dead letter, at most ten.</summary>
    public IReadOnlyList<string> Missing(string bootstrap, string topic) =>
    [
        .. TopicReader.ReadAll(bootstrap, topic)
            .Where(record => !_times.ContainsKey((record.Partition.Value, record.Offset.Value)))
            .Select(record => record.TopicPartitionOffset.ToString())
            .Take(10),
    ];

    private void Add(int partition, long offset) =>
        _times[(partition, offset)] = _times.GetValueOrDefault((partition, offset)) + 1;
}
