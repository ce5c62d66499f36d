using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Streaming.Sink.Scores;

namespace Streaming.Sink.Tests.Scores;

public sealed class ScoreWriterTests
{
    private static readonly ScoreStamp Stamp = new("transactions", "card \"gru\"", "0123456789ab", "ba9876543210", 0.7f, Replay: null);

    // Any text that UTF-8 can hold, control characters, quotes and characters beyond the basic plane among it.
    private static readonly Gen<string> Text = Gen.Int[0, 0x10FFFF]
        .Where(Rune.IsValid)
        .Select(value => new Rune(value).ToString())
        .Array[0, 20]
        .Select(string.Concat);

    [Fact]
    public void A_score_reads_back_as_it_was_whatever_its_id_and_key()
    {
        var writer = new ScoreWriter(Stamp);
        Gen.Select(Text, Text, Gen.Float[0, 1], Gen.Long[0, long.MaxValue - 1], Gen.Long[-62135596800000000, 253402300799999999]).Sample(
            (id, key, score, offset, time) =>
            {
                var batch = Batches.Empty(1).AddScored(offset, id, key, score, time);
                batch.Partition = 3;

                using var json = JsonDocument.Parse(writer.Write(batch, 0).ToArray());
                var root = json.RootElement;
                return root.GetProperty("id").GetString() == id
                    && root.GetProperty("key").GetString() == key
                    && root.GetProperty("score").GetSingle() == score
                    && root.GetProperty("alert").GetBoolean() == (score >= 0.5f)
                    && root.GetProperty("partition").GetInt32() == 3
                    && root.GetProperty("offset").GetInt64() == offset
                    && root.GetProperty("count").GetInt64() == offset + 1
                    && root.GetProperty("model").GetString() == "card \"gru\""
                    && DateTimeOffset.Parse(root.GetProperty("time").GetString() ?? "", CultureInfo.InvariantCulture).UtcTicks
                        == DateTime.UnixEpoch.AddTicks(time * 10).Ticks;
            },
            threads: 1);
    }

    [Fact]
    public void Members_stand_in_the_documented_order()
    {
        var batch = Batches.Empty(1).AddScored(41, "t-1", "c-9", 0.91f, 1_522_540_831_250_000);

        var text = Encoding.UTF8.GetString(new ScoreWriter(Stamp with { Model = "gru", Replay = "march" }).Write(batch, 0));

        Assert.Equal(
            """{"id":"t-1","key":"c-9","time":"2018-04-01T00:00:31.25Z","score":0.91,"alert":true,"threshold":0.7,"model":"gru","modelId":"0123456789ab","stateId":"ba9876543210","topic":"transactions","partition":0,"offset":41,"count":42,"replay":"march"}""",
            text);
    }

    [Fact]
    public void A_score_costs_no_allocation()
    {
        var writer = new ScoreWriter(Stamp);
        var batch = Batches.Empty(1).AddScored(41, "t-1", "c-9");
        writer.Write(batch, 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            writer.Write(batch, 0);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
