using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

public sealed class SecurityTests(BrokerFixture broker, PackedModel model)
{
    [Fact]
    public async Task Events_are_scored_over_SCRAM_and_the_secret_is_in_no_log()
    {
        const string secret = "correct-horse-7731";
        _ = broker.Bootstrap;
        await using var scram = await ScramBroker.StartAsync("scorer", secret, TestContext.Current.CancellationToken);
        var app = new Application(scram.Bootstrap, model.Path);
        string[] sasl =
        [
            "--kafka", "security.protocol=SASL_PLAINTEXT", "--kafka", "sasl.mechanism=SCRAM-SHA-512",
            "--kafka", "sasl.username=scorer", "--kafka", $"sasl.password={secret}",
        ];
        await StreamingProgram.RunAsync(
            0, ["topics", "--bootstrap", scram.Bootstrap, "--app", app.Name, "--topic", app.Input, "--partitions", "2", .. sasl]);
        TestTopics.Produce(scram.PlainBootstrap, app.Input, TestEvents.Records(2_000, 100, seed: 9, partitions: 2));

        await using var shown = app.Run(["--show-config", .. sasl]);
        await shown.ExitsAsync(0, TimeSpan.FromSeconds(30));
        await using var scorer = app.Run(["--until-end", .. sasl]);
        await scorer.ExitsAsync(0, TimeSpan.FromSeconds(60));
        Assert.Equal(2_000, scorer.Report().GetProperty("scored").GetInt64());
        Assert.DoesNotContain(secret, scorer.Output + scorer.Errors + shown.Output + shown.Errors, StringComparison.Ordinal);
    }
}
