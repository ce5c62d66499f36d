using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Keys;
using Streaming.Inference.Ports;
using Streaming.Inference.Tests.Support;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Tests;

/// <summary>What options make of single records and keys.</summary>
public sealed class RecordPolicyTests
{
    [Fact]
    public async Task A_record_that_is_named_is_skipped_unread()
    {
        var sink = await ScoreAsync([[Events.Of("a", 0, 1), Events.Of("a", 1, 1), Events.Of("a", 2, 1)]], new() { Skip = [new PartitionOffset(0, 1)] });
        Assert.Equal([null, FaultReason.Skipped, null], sink.Published.Select(published => published.Reason));
        Assert.Equal([1, 0, 2], sink.Published.Select(published => published.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_repeated_id_advances_no_state_even_in_one_wave_with_its_first(int maxWave)
    {
        InputRecord[] records =
        [
            Events.Of("a", 0, 1, id: "1"), Events.Of("b", 0, 1, id: "1"), Events.Of("a", 1, 2, id: "2"), Events.Of("a", 2, 3, id: "1"),
            .. Enumerable.Range(10, 8).Select(number => Events.Of("a", number, 1, id: $"{number}")),
            Events.Of("a", 30, 1, id: "1"),
        ];
        var sink = await ScoreAsync([records], new() { DropRepeats = true, MaxWave = maxWave });
        var repeated = Assert.Single(sink.Published, published => published.Reason is not null);
        Assert.Equal((3, FaultReason.Duplicate), (repeated.Offset, repeated.Reason));

        // Eight ids later it is forgotten.
        Assert.Equal(11, sink.Published[^1].Count);
    }

    [Fact]
    public async Task A_record_of_another_partition_is_told_once_and_refused_only_by_strict_keys()
    {
        var owner = Murmur2.PartitionOf("a"u8, 4);
        var records = Enumerable.Range(0, 4).Select(_ => (IReadOnlyList<InputRecord>)[Events.Of("a", 0, 1)]).ToList();
        using var run = new Run(new MemorySource(records), new CollectingSink(), new InferenceOptions { InputPartitions = 4 });
        await run.ToEndAsync();
        Assert.Equal(4, run.Report.Scored);
        var (_, warning) = Assert.Single(run.Logger.Entries, entry => entry.Level == LogLevel.Warning);
        Assert.Contains($"belongs to partition {owner}", warning, StringComparison.Ordinal);

        var sink = await ScoreAsync(records, new() { InputPartitions = 4, StrictKeys = true });
        Assert.Equal(owner, Assert.Single(sink.Published, published => published.Reason is null).Partition);
        Assert.Equal(3, sink.Published.Count(published => published.Reason == FaultReason.Misrouted));
    }

    [Fact]
    public void A_sensitive_key_is_replaced_by_its_hmac()
    {
        var secret = Encoding.UTF8.GetBytes("secret");
        var rows = new EventRows(BrittleModel.Shared.Encoder, 1);
        rows.SetKey(0, "4000001234567899"u8);
        new KeyMask(secret).Replace(rows, 0);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(secret, "4000001234567899"u8));
        Assert.Equal(expected, Encoding.UTF8.GetString(rows.KeyOf(0)));
    }

    [Fact]
    public async Task Beyond_the_state_memory_ingest_pauses_and_says_so()
    {
        var source = new MemorySource([[.. Enumerable.Range(0, 60_000).Select(number => Events.Of($"card-{number}", number, 1))]]) { IsBounded = false };
        using var run = new Run(source, new CollectingSink(), new InferenceOptions { StateMemory = 1024 * 1024 });
        var running = run.ToEndAsync();
        while (source.Refusals < 50)
        {
            await Task.Yield();
        }

        run.Stop();
        await running;
        Assert.InRange(run.Report.StateBytes, 0, 2 * 1024 * 1024);
        Assert.InRange(source.Offered, 1, 59_999);
        Assert.Single(run.Logger.Entries, entry => entry.Text.Contains("ingest pauses", StringComparison.Ordinal));
    }

    private static async Task<CollectingSink> ScoreAsync(IReadOnlyList<IReadOnlyList<InputRecord>> records, InferenceOptions options)
    {
        var sink = new CollectingSink();
        using var run = new Run(new MemorySource(records), sink, options);
        await run.ToEndAsync();
        return sink;
    }
}
