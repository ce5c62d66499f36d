using System.Collections.Concurrent;
using System.Threading.Tasks.Dataflow;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Inference.Waves;
using Streaming.Model.Artifact;

namespace Streaming.Inference.Histories;

/// <summary>
/// Scores a history with several models in one pass: reading, decoding, scoring by each model and taking overlap, in bounded memory.
/// Batches are cut by count and bytes alone, never by what has queued up, so the same history gives the same bits each time. Touches no
/// topic, group or state of anyone else. Runs once.
/// </summary>
public sealed class HistoryPipeline : IDisposable
{
    /// <summary>Events scored as one.</summary>
    public const int BatchRows = 1_024;

    private const int QueuedBatches = 2;
    private const int Decoders = 2;

    private readonly InferenceTelemetry _telemetry = new();
    private readonly WaveMeter _meter;
    private readonly HistoryLane[] _lanes;
    private readonly TaskFactory _tasks;
    private readonly ConcurrentBag<HistoryBatch> _pool = [];
    private readonly int _maxRecordBytes;

    /// <summary>A pipeline that is ready to run.</summary>
    /// <param name="models">At least one; the caller disposes them.</param>
    /// <param name="options">What makes a record a dead letter, and when keys are forgotten; lanes, checkpoints and the like mean nothing here.</param>
    /// <param name="range">Which events are stepped.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scheduler">What all of it runs on.</param>
    public HistoryPipeline(
        IReadOnlyList<StepModel> models, InferenceOptions options, HistoryRange range, TimeProvider time, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(models.Count);
        _meter = new WaveMeter(_telemetry, time);
        _maxRecordBytes = options.MaxRecordBytes;
        _lanes = [.. models.Select(model => new HistoryLane(model, options, range, BatchRows, _telemetry, _meter))];
        _tasks = new TaskFactory(CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None, scheduler);
    }

    /// <summary>ONNX Runtime calls so far. Any thread.</summary>
    public long Steps => _meter.Steps;

    /// <summary>Keys with a state, of all models. When the run has ended.</summary>
    public int Keys => _lanes.Sum(lane => lane.Keys);

    /// <summary>Scores all of a history.</summary>
    /// <param name="history">Read on one thread.</param>
    /// <param name="takeAsync">Sees every batch once, in order, one at a time; it must keep nothing of it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public Task RunAsync(IRecordHistory history, Func<HistoryBatch, ValueTask> takeAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(takeAsync);
        return _tasks.StartNew(() => RunBlocksAsync(history, takeAsync, cancellationToken), CancellationToken.None).Unwrap();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Array.ForEach(_lanes, lane => lane.Dispose());
        _telemetry.Dispose();
    }

    private async Task RunBlocksAsync(IRecordHistory history, Func<HistoryBatch, ValueTask> takeAsync, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var decode = new TransformBlock<HistoryBatch, HistoryBatch>(Decode, Bounded(Decoders, ending.Token));
        var last = _lanes.Select((lane, model) => (lane, model)).Aggregate(decode, (before, next) =>
        {
            var score = new TransformBlock<HistoryBatch, HistoryBatch>(batch => Score(next.lane, batch, next.model), Bounded(1, ending.Token));
            before.LinkTo(score, new DataflowLinkOptions { PropagateCompletion = true });
            return score;
        });
        var end = new ActionBlock<HistoryBatch>(batch => TakeAsync(batch, takeAsync), Bounded(1, ending.Token));
        last.LinkTo(end, new DataflowLinkOptions { PropagateCompletion = true });

        // A fault travels down alone: whoever still feeds the head must be told.
        var watching = WatchAsync(end.Completion, ending);
        try
        {
            await FeedAsync(history, decode, ending.Token);
            decode.Complete();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reason is the last block's, or the caller's own.
        }
        catch
        {
            await ending.CancelAsync();
            await watching;
            throw;
        }

        await watching;
        cancellationToken.ThrowIfCancellationRequested();
        await end.Completion;
    }

    private static async Task WatchAsync(Task completion, CancellationTokenSource ending)
    {
        await completion.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await ending.CancelAsync();
    }

    private async Task FeedAsync(IRecordHistory history, TransformBlock<HistoryBatch, HistoryBatch> head, CancellationToken cancellationToken)
    {
        var goesOn = true;
        while (goesOn)
        {
            var batch = Rent();
            goesOn = Fill(batch, history);
            if (batch.Count > 0 && !await head.SendAsync(batch, cancellationToken))
            {
                // It has ended, by a fault.
                await head.Completion;
            }
        }
    }

    private static bool Fill(HistoryBatch batch, IRecordHistory history)
    {
        while (!batch.IsFull)
        {
            if (!history.TryRead(out var record))
            {
                return false;
            }

            batch.Add(record);
        }

        return true;
    }

    private HistoryBatch Rent() => _pool.TryTake(out var batch)
        ? batch
        : new HistoryBatch([.. _lanes.Select(lane => new RecordBatch(lane.Model.Encoder, BatchRows, _maxRecordBytes))]);

    private HistoryBatch Decode(HistoryBatch batch)
    {
        for (var model = 0; model < _lanes.Length; model++)
        {
            _lanes[model].Decode(batch[model]);
        }

        return batch;
    }

    private static HistoryBatch Score(HistoryLane lane, HistoryBatch batch, int model)
    {
        lane.Score(batch[model]);
        return batch;
    }

    private async Task TakeAsync(HistoryBatch batch, Func<HistoryBatch, ValueTask> takeAsync)
    {
        await takeAsync(batch);
        batch.Clear();
        _pool.Add(batch);
    }

    private ExecutionDataflowBlockOptions Bounded(int parallelism, CancellationToken cancellationToken) => new()
    {
        BoundedCapacity = QueuedBatches,
        MaxDegreeOfParallelism = parallelism,
        EnsureOrdered = true,
        TaskScheduler = _tasks.Scheduler ?? TaskScheduler.Default,
        CancellationToken = cancellationToken,
    };
}
