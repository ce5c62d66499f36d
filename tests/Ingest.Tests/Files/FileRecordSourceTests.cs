using CsCheck;
using Streaming.Ingest.Files;
using Streaming.Model.Encoding;

namespace Streaming.Ingest.Tests.Files;

public sealed class FileRecordSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Any_batches_and_refusals_give_every_row_once_in_order() => Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[1, 20], Gen.Int[0, 4], Gen.Int[0, 140]).SampleAsync(
        async (first, second, capacity, refuse, from) =>
        {
            using var folder = new TempFolder();
            string[] paths = [folder.Write("a.csv", "x\n" + string.Concat(Enumerable.Range(0, first).Select(i => $"{i}\n"))), folder.Write("b.jsonl", string.Concat(Enumerable.Range(first, second).Select(i => $"{{\"x\":{i}}}\n")))];
            var lanes = new CollectingLanes(capacity, refuse == 1 ? 2 : refuse);
            await ReadAsync(paths, lanes, from);
            var rows = Enumerable.Range(0, first + second).Skip(from).Select(i => ((long)i, 7, $"{{\"x\":{i}}}", (string?)null));
            return lanes.Records.SequenceEqual(rows) && lanes.Calls.SequenceEqual(["assigned 0", $"end 0 {first + second} 7", "revoked 0"]);
        },
        iter: 200);

    [Fact]
    public async Task A_faulty_row_is_offered_with_its_fault_so_that_rows_are_scores_and_dead_letters()
    {
        var lanes = new CollectingLanes(10, 0);
        await ReadAsync([_folder.Write("a.csv", $"x,y\n1,2\n3\n{new string('z', 200_000)},1\n")], lanes, 0);
        Assert.Equal([null, FaultReason.BadRow, FaultReason.TooLarge], lanes.Records.Select(record => record.Reason));
    }

    [Fact]
    public async Task A_rewind_reads_again_from_its_offset_with_its_epoch()
    {
        using var source = new FileRecordSource("a", [_folder.Write("a.jsonl", "{}\n{}\n{}\n")], 100_000);
        var lanes = new CollectingLanes(2, 0) { Awaited = (5, new(TaskCreationOptions.RunContinuationsAsynchronously)) };
        var run = source.RunAsync(lanes);
        source.Seek(0, 0, 1);
        await source.Ended.WaitAsync(Cancelled);
        source.Seek(0, 1, 2);
        await lanes.Awaited.Signal.Task.WaitAsync(Cancelled);
        await source.CloseAsync(Cancelled);
        await run;
        Assert.Equal([(0, 1), (1, 1), (2, 1), (1, 2), (2, 2)], lanes.Records.Select(record => (record.Offset, record.Epoch)));
    }

    [Fact]
    public async Task Nothing_is_read_before_the_first_seek_and_close_ends_the_thread()
    {
        using var source = new FileRecordSource("a", [_folder.Write("a.jsonl", "{}\n")], 100_000);
        var lanes = new CollectingLanes(2, 0);
        var run = source.RunAsync(lanes);
        await lanes.HasAssigned.Task.WaitAsync(Cancelled);
        await source.CloseAsync(Cancelled);
        await run;
        Assert.Empty(lanes.Records);
        Assert.False(source.Ended.IsCompleted);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_faults_the_source()
    {
        using var source = new FileRecordSource("a", [_folder.Write("a.csv", "x\n1\n\"2\n")], 100_000);
        var run = source.RunAsync(new CollectingLanes(2, 0));
        source.Seek(0, 0, 1);
        await Assert.ThrowsAsync<FileFormatException>(() => run.WaitAsync(Cancelled));
        await source.CloseAsync(Cancelled);
    }

    private static async Task ReadAsync(string[] paths, CollectingLanes lanes, long from)
    {
        using var source = new FileRecordSource("files", paths, 100_000);
        var run = source.RunAsync(lanes);
        source.Seek(0, from, 7);
        await source.Ended.WaitAsync(Cancelled);
        await source.CloseAsync(Cancelled);
        await run;
        Assert.Equal(source.TotalBytes, source.BytesRead);
    }
}
