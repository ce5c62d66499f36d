using Streaming.Inference.Batches;
using Streaming.Inference.Lanes;

namespace Streaming.Inference.Checkpoints;

/// <summary>Makes checkpoints: a barrier through the lanes, then a commit of what is behind it.</summary>
internal sealed class Checkpointer(ICommitter committer, LaneTable table, InferenceOptions options, InferenceTelemetry telemetry, TimeProvider time)
    : IDisposable
{
    private const int MaxRefusals = 10;

    // One checkpoint at a time; scoring goes on meanwhile.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _number;
    private long _lastEnded;

    /// <summary>Time since the last checkpoint that was not refused or undone; null before the first. Any thread.</summary>
    public TimeSpan? SinceLast => Interlocked.Read(ref _lastEnded) is not 0 and var ended ? time.GetElapsedTime(ended) : null;

    /// <summary>Makes a checkpoint of all lanes every interval until asked to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.CheckpointInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await CheckpointAsync(table.All);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The drain makes the last one.
        }
    }

    /// <summary>Makes a checkpoint of some lanes. False when it was refused or undone; throws when going on makes no sense.</summary>
    public async Task<bool> CheckpointAsync(IReadOnlyList<Lane> lanes)
    {
        await _turn.WaitAsync();
        try
        {
            return await MakeAsync(lanes, ++_number);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Makes checkpoints until all that has been offered by now is committed: the source goes on, for an undone checkpoint reads again.
    /// </summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        var goals = table.All.ToDictionary(lane => lane.Partition, lane => lane.Reach);
        var isCommitted = await CheckpointAsync(table.All);
        for (var refusals = 0; !cancellationToken.IsCancellationRequested && !(isCommitted && IsReached(goals));)
        {
            ThrowIfHopeless(isCommitted ? refusals = 0 : ++refusals);
            await Task.Delay(options.CheckpointInterval, time, CancellationToken.None);
            isCommitted = await CheckpointAsync(table.All);
        }
    }

    /// <summary>Makes the last checkpoint of all lanes, after the source has stopped fetching.</summary>
    public async Task DrainAsync()
    {
        for (var refusals = 1; !await CheckpointAsync(table.All); refusals++)
        {
            ThrowIfHopeless(refusals);
            await Task.Delay(options.CheckpointInterval, time, CancellationToken.None);
        }
    }

    /// <summary>
    /// Waits for the checkpoint in flight and lets no other begin: a client that is disposed under one of its calls takes the process along.
    /// </summary>
    public Task CloseAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<bool> MakeAsync(IReadOnlyList<Lane> lanes, long number)
    {
        var began = time.GetTimestamp();
        var span = telemetry.StartCheckpoint(number);
        var error = "refused";
        try
        {
            var cuts = await CutAsync(committer.Enrol(lanes, table.All), number);
            var isCommitted = await committer.CommitAsync(number, cuts);
            committer.GoOn(table.All);
            telemetry.CheckpointDuration.Record(time.GetElapsedTime(began).TotalSeconds);
            if (isCommitted)
            {
                error = null;
                Interlocked.Exchange(ref _lastEnded, time.GetTimestamp());
            }

            return isCommitted;
        }
        catch (Exception failure)
        {
            error = failure.GetType().FullName;
            throw;
        }
        finally
        {
            SpanStart.End(span, error);
        }
    }

    // An end that loses offsets is no good end.
    private static void ThrowIfHopeless(int refusals)
    {
        if (refusals == MaxRefusals)
        {
            throw new InvalidOperationException("The last offsets could not be committed; the next start scores their records again.");
        }
    }

    private bool IsReached(Dictionary<int, long> goals) => table.All.All(lane =>
        !goals.TryGetValue(lane.Partition, out var goal) || lane.Committed >= goal || goal < lane.SilentUntil || lane.Status == LaneState.Refused);

    private static async Task<IReadOnlyList<LaneBarrier>> CutAsync(IReadOnlyList<Lane> lanes, long number)
    {
        List<LaneBarrier> cuts = [];
        foreach (var lane in lanes)
        {
            var cut = new LaneBarrier(lane, number);
            cuts.Add(cut);
            await lane.SendAsync(new LaneItem(null, cut));
        }

        foreach (var cut in cuts)
        {
            await cut.WaitAsync();
        }

        return cuts;
    }
}
