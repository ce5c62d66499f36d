namespace Streaming.Sink.Topics;

/// <summary>A topic as the program wants it.</summary>
/// <param name="Name">The topic's name.</param>
/// <param name="Partitions">How many partitions; null for as many as the input has.</param>
/// <param name="Replicas">How many replicas; null for the brokers' default.</param>
/// <param name="Settings">Settings it is created with.</param>
/// <param name="Required">Names of the settings without which the program does not work: a topic that has them otherwise differs.</param>
public sealed record TopicPlan(
    string Name,
    int? Partitions,
    short? Replicas,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<string> Required)
{
    private static readonly Dictionary<string, string> Plain = [];

    /// <summary>All topics of an application: the input, scores, alerts, dead letters and the changelog.</summary>
    /// <param name="app">The application: the prefix of the topics it writes.</param>
    /// <param name="input">The input topic.</param>
    /// <param name="partitions">Partitions of the input where it is created; of the others where the input is not there either.</param>
    /// <param name="replicas">Replicas; null for the brokers' default.</param>
    public static IReadOnlyList<TopicPlan> Of(string app, string input, int? partitions, short? replicas)
    {
        return
        [
            // A lane whose state is lost is rebuilt from the input, so the input keeps its records where we create it.
            new(input, partitions, replicas, new Dictionary<string, string> { ["retention.ms"] = "-1" }, []),
            new($"{app}.scores", null, replicas, Plain, []),
            new($"{app}.alerts", null, replicas, Plain, []),
            new($"{app}.dead-letter", null, replicas, Plain, []),
            Changelog(app, null, replicas),
        ];
    }

    /// <summary>The changelog of an application.</summary>
    /// <param name="app">The application.</param>
    /// <param name="partitions">How many partitions; null for as many as the input has.</param>
    /// <param name="replicas">Replicas; null for the brokers' default.</param>
    public static TopicPlan Changelog(string app, int? partitions, short? replicas)
    {
        var settings = new Dictionary<string, string>
        {
            ["cleanup.policy"] = "compact",
            ["segment.bytes"] = "67108864",
            ["min.cleanable.dirty.ratio"] = "0.3",
        };
        if (replicas >= 3)
        {
            settings["min.insync.replicas"] = "2";
        }

        return new($"{app}.changelog", partitions, replicas, settings, ["cleanup.policy"]);
    }
}
