using System.Text;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

public sealed class CultureTests(BrokerFixture broker, PackedModel model)
{
    [Fact]
    public async Task Language_and_time_zone_of_the_host_change_no_byte()
    {
        var app = new Application(broker.Bootstrap, model.Path);
        await app.CreateTopicsAsync(partitions: 1);
        TestTopics.Produce(broker.Bootstrap, app.Input, TestEvents.Records(1_000, 50, seed: 11, partitions: 1));
        Dictionary<string, string>[] environments =
        [
            new() { ["LANG"] = "C.UTF-8" },
            new() { ["LANG"] = "de_DE.UTF-8", ["LC_ALL"] = "de_DE.UTF-8" },
            new() { ["LANG"] = "tr_TR.UTF-8", ["LC_ALL"] = "tr_TR.UTF-8" },
            new() { ["TZ"] = "America/New_York" },
        ];
        var outputs = new List<string>();
        foreach (var environment in environments)
        {
            var other = new Application(broker.Bootstrap, model.Path) { Input = app.Input };
            await other.CreateTopicsAsync(partitions: 1);
            await using var scorer = StreamingProgram.Start(environment, other.RunArguments("--until-end"));
            await scorer.ExitsAsync(0, TimeSpan.FromSeconds(60));
            outputs.Add(string.Join('\n', TopicReader.ReadAll(broker.Bootstrap, other.Scores).Select(r => Encoding.UTF8.GetString(r.Message.Value))));
        }

        Assert.Equal(1_000, outputs[0].Split('\n').Length);
        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
    }
}
