using System.Diagnostics;
using System.Text.Json;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

public sealed class IndependentClientTests(BrokerFixture broker, PackedModel model)
{
    [Fact]
    public async Task Kcat_reads_the_scores()
    {
        Require.That(File.Exists("/usr/bin/kcat"), "kcat is not installed");
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 1);
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(500, 50, seed: 12, partitions: 1));
        await using (var scorer = app.Run("--until-end"))
        {
            await scorer.ExitsAsync(0, TimeSpan.FromSeconds(60));
        }

        using var kcat = Process.Start(new ProcessStartInfo("kcat", ["-C", "-q", "-e", "-b", broker.Bootstrap, "-t", app.Scores, "-f", "%k\t%s\n"])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = (await kcat.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(500, lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var (key, value) = (lines[i].Split('\t')[0], JsonDocument.Parse(lines[i].Split('\t')[1]).RootElement);
            Assert.Equal(value.GetProperty("key").GetString(), key);
            Assert.Equal(i, value.GetProperty("offset").GetInt64());
            Assert.InRange(value.GetProperty("score").GetSingle(), 0f, 1f);
            Assert.EndsWith("Z", value.GetProperty("time").GetString(), StringComparison.Ordinal);
            Assert.Equal(value.GetProperty("score").GetSingle() >= value.GetProperty("threshold").GetSingle(), value.GetProperty("alert").GetBoolean());
        }
    }
}
