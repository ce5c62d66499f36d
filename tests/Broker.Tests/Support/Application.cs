using Confluent.Kafka;

namespace Streaming.Broker.Tests.Support;

/// <summary>One application on a broker: its topics and how its scorer is started.</summary>
internal sealed class Application(string bootstrap, string model)
{
    private readonly string _name = "app-" + Guid.NewGuid().ToString("N")[..10];

    public string Name => _name;

    /// <summary>The input topic; one of its own unless set.</summary>
    public string Input { get => field ?? _name + ".in"; init; }

    /// <summary>What scorers run; may change between two starts.</summary>
    public string Model { get; set; } = model;

    /// <summary>Where scorers connect to, if not to the test's own address.</summary>
    public string? ScorerBootstrap { get; init; }

    public string Scores => Name + ".scores";

    public async Task CreateTopicsAsync(int partitions) =>
        await StreamingProgram.RunAsync(
            0, "topics", "--bootstrap", bootstrap, "--app", Name, "--topic", Input, "--partitions", $"{partitions}");

    public StreamingProgram Run(params string[] more) => StreamingProgram.Start(RunArguments(more));

    public string[] RunArguments(params string[] more) =>
        ["run", "--bootstrap", ScorerBootstrap ?? bootstrap, "--app", Name, "--topic", Input, "--model", Model, "--json", .. more];

    /// <summary>Waits until the scores topic holds at least so many records.</summary>
    public Task ScoresReachAsync(long count, TimeSpan within, Func<string> otherwise)
    {
        var seen = 0L;
        return Eventually.TrueAsync(
            () => (seen = CountScores() ?? seen) >= count,
            within,
            () => $"{seen} of {count} scores\n{otherwise()}");
    }

    private long? CountScores()
    {
        try
        {
            return TopicReader.Count(bootstrap, Scores);
        }
        catch (KafkaException)
        {
            // A broker that just started, or is away.
            return null;
        }
    }

    /// <summary>Waits until the group has committed at least so many records of the input, over all partitions.</summary>
    public Task CommittedReachAsync(long count, TimeSpan within, Func<string> otherwise)
    {
        var seen = 0L;
        return Eventually.TrueAsync(
            async () => (seen = (await CommittedAsync()).Values.Where(offset => offset > 0).Sum()) >= count,
            within,
            () => $"{seen} of {count} committed\n{otherwise()}");
    }

    /// <summary>The group's committed offset per partition; -1 where there is none, and nothing while a broker that just started cannot say.</summary>
    public async Task<Dictionary<int, long>> CommittedAsync()
    {
        try
        {
            return await TopicReader.CommittedAsync(bootstrap, Name, Input);
        }
        catch (KafkaException)
        {
            return [];
        }
    }
}
