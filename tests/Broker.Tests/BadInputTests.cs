using System.Text;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary>Records that cannot be read become dead letters, and nothing else changes.</summary>
public sealed class BadInputTests(BrokerFixture broker, PackedModel model)
{
    [Fact]
    public async Task Each_bad_record_is_one_dead_letter_with_reason_and_position_while_the_rest_goes_on()
    {
        var good = TestEvents.Make(100, 10, seed: 1).Select(e => e.Json).ToList();
        byte[]?[] bad =
        [
            "no json"u8.ToArray(),
            Encoding.UTF8.GetBytes(good[0] + good[1]),
            "{\"id\":\"x\",\"id\":\"y\",\"card\":\"c\",\"time\":\"2024-05-01T00:00:00Z\"}"u8.ToArray(),
            Encoding.UTF8.GetBytes(good[0].Replace("\"f0\":", "\"f1\":1,\"f\\u0030\":", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("\"f0\":", "\"f0\":true,\"g\":", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("\"f3\"", "\"g3\"", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("\"f0\":", "\"f0\":null,\"g\":", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("\"f0\":", "\"f0\":1e400,\"g\":", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("\"f0\":", "\"f0\":NaN,\"g\":", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("2024-05-01T00:00:00Z", "1714521600", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("2024-05-01", "2024-02-31", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("2024-05-01", "2094-05-01", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(good[0].Replace("\"e0000000\"", "\"\\ud800\"", StringComparison.Ordinal)),
            [.. Encoding.UTF8.GetBytes(good[0][..12]), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(good[0][12..])],
            [0, 0, 0, 0, 7, 2, 4, 6],
            Encoding.UTF8.GetBytes(good[0][..^1] + ",\"pad\":\"" + new string('x', 1_000_000) + "\"}"),
            [],
            null,
        ];
        var app = new Application(broker.Bootstrap, model.Path);
        await TestTopics.CreateAsync(broker.Bootstrap, app.Input, 2);
        await app.CreateTopicsAsync(partitions: 2);
        IEnumerable<(int, byte[]?, byte[]?)> Records()
        {
            for (var i = 0; i < good.Count; i++)
            {
                yield return (0, null, Encoding.UTF8.GetBytes(good[i]));
                if (i < bad.Length)
                {
                    yield return (0, null, bad[i]);
                }
            }

            for (var i = 0; i < 10_000; i++)
            {
                yield return (1, null, "{}"u8.ToArray());
            }
        }

        TestTopics.Produce(broker.Bootstrap, app.Input, Records());
        await using var scorer = app.Run("--until-end");
        await scorer.ExitsAsync(0, TimeSpan.FromMinutes(2));

        var dead = TopicReader.ReadAll(broker.Bootstrap, app.Name + ".dead-letter");
        Assert.Equal(bad.Length + 10_000, dead.Count);
        var ofFirst = dead.Where(record => record.Header("partition") == "0").ToDictionary(record => record.Header("offset")!);
        for (var i = 0; i < bad.Length; i++)
        {
            var letter = ofFirst[$"{(2 * i) + 1}"];
            Assert.NotNull(letter.Header("reason"));
            Assert.Equal(app.Input, letter.Header("topic"));
            Assert.Equal($"{bad[i]?.Length ?? -1}", letter.Header("size"));
        }

        Assert.Equal("schema-registry-framing", ofFirst["29"].Header("reason"));
        Assert.Equal("too-large", ofFirst["31"].Header("reason"));
        Assert.Equal(64 * 1024, ofFirst["31"].Message.Value.Length);
        Assert.Equal(good.Count, TopicReader.ReadAll(broker.Bootstrap, app.Scores).Count);
        var committed = await TopicReader.CommittedAsync(broker.Bootstrap, app.Name, app.Input);
        Assert.Equal(good.Count + bad.Length, committed[0]);
        Assert.Equal(10_000, committed[1]);
        Assert.Contains("missing-field", scorer.Errors, StringComparison.Ordinal);
    }
}
