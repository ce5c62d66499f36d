using System.Globalization;
using System.Text;
using Streaming.Broker.Tests.Support;
using Streaming.Operations.Tests.Grafana;
using Streaming.Operations.Tests.Prometheus;

namespace Streaming.Broker.Tests.Monitoring;

/// <summary>Dashboards and rules against what running scorers really say: a renamed metric shows here, not in the middle of a night.</summary>
public sealed class QueryTests(BrokerFixture broker)
{
    [Fact]
    public async Task Every_panel_has_series_and_every_rule_evaluates()
    {
        var model = Path.Combine(Repository.Root, "models", "card-gru.onnx");
        var app = new Application(broker.Bootstrap, model);
        await app.CreateTopicsAsync(partitions: 4);
        await GenerateAsync(app, cards: 200, seed: 1);

        // A run that ends leaves states behind, so that the next ones have something to restore.
        await using (var first = app.Run("--changelog", "on", "--instance", "one", "--until-end"))
        {
            await first.ExitsAsync(0, TimeSpan.FromSeconds(90));
        }

        // Enough for drift to be told also when half of the lanes move: one event in sixteen is sampled, and five hundred are needed.
        await GenerateAsync(app, cards: 1_500, seed: 2);
        int[] ports = [FreePort.Next(), FreePort.Next()];
        await using var one = Run(app, "one", ports[0]);
        await using var prometheus = await PrometheusServer.StartAsync(ports, RuleFiles.Paths);
        await prometheus.HasAsync("streaming_partitions{state=\"open\"} == 4");

        // What only shows when it happens: a partition moves, a record cannot be read, another lies where its key does not.
        await using var two = Run(app, "two", ports[1]);
        await prometheus.HasAsync("count(streaming_partitions{state=\"open\"} == 2) == 2");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        IReadOnlyList<string> missing = [];
        var load = KeepComingAsync(app, stop.Token);
        await Eventually.TrueAsync(
            async () => load.IsCompleted || (missing = await MissingAsync(prometheus)).Count == 0,
            TimeSpan.FromSeconds(90),
            () => string.Join('\n', missing));
        await stop.CancelAsync();
        await load;
    }

    private async Task GenerateAsync(Application app, int cards, int seed) => await StreamingProgram.RunAsync(
        0, "generate", "--bootstrap", broker.Bootstrap, "--to-topic", app.Input, "--days", "30",
        "--cards", cards.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture));

    private static StreamingProgram Run(Application app, string instance, int port) => app.Run(
        "--changelog", "on", "--instance", instance, "--http", port.ToString(CultureInfo.InvariantCulture), "--kafka", "statistics.interval.ms=1000");

    private static async Task<IReadOnlyList<string>> MissingAsync(PrometheusServer prometheus)
    {
        List<string> missing = [];
        foreach (var query in Dashboards.Queries())
        {
            if (await prometheus.CountAsync(query.Resolved("10s")) == 0)
            {
                missing.Add(query.ToString());
            }
        }

        foreach (var rule in RuleFiles.All)
        {
            foreach (var series in RuleFiles.SeriesIn(rule.Expression))
            {
                if (await prometheus.CountAsync(series) == 0)
                {
                    missing.Add($"{rule}: no series {series}");
                }
            }

            if (rule.Record.Length > 0 && await prometheus.CountAsync(rule.Record) == 0)
            {
                missing.Add($"{rule}: records nothing");
            }
        }

        missing.AddRange((await prometheus.RulesAsync()).Where(rule => rule.Health != "ok").Select(rule => $"{rule.Name}: {rule.Health}"));
        return missing;
    }

    // A few events a second from the generator's own cards, and with them what must be refused.
    private async Task KeepComingAsync(Application app, CancellationToken stop)
    {
        var events = TopicReader.ReadAll(broker.Bootstrap, app.Input).Take(2_000).Select(record => (record.Partition.Value, (byte[]?)record.Message.Key, (byte[]?)record.Message.Value)).ToList();
        for (var round = 0; !stop.IsCancellationRequested; round++)
        {
            var (partition, key, value) = events[round % events.Count];
            TestTopics.Produce(broker.Bootstrap, app.Input, events.Skip(20 * round % events.Count).Take(20).Concat(
                [(0, null, Encoding.UTF8.GetBytes("{")), ((partition + 1) % 4, key, value)]));
            await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
