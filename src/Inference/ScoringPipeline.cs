using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;
using Streaming.Inference.Waves;
using Streaming.Model.Artifact;

namespace Streaming.Inference;

/// <summary>
/// Scores what a record source reads and hands it to a sink: one lane per partition, each event one step of its key's hidden state.
/// Runs once.
/// </summary>
public sealed class ScoringPipeline : IDisposable
{
    private readonly InferenceOptions _options;
    private readonly IRecordSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskFactory _tasks;
    private readonly InferenceTelemetry _telemetry = new();
    private readonly PipelineCounters _counters;
    private readonly WaveMeter _meter;
    private readonly LaneTable _lanes = new();
    private readonly RoomSignal _room = new();
    private readonly Supervisor _supervisor;
    private readonly Checkpointer _checkpointer;
    private readonly AssignedLanes _assigned;

    /// <summary>A pipeline that is ready to run.</summary>
    /// <param name="model">The model; the caller disposes it.</param>
    /// <param name="options">Sizes, budgets, times; checked before.</param>
    /// <param name="source">Where records come from.</param>
    /// <param name="sink">Where scores, alerts and dead letters go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scheduler">What everything but the source's poll thread runs on.</param>
    /// <param name="logger">Where it is told what happens.</param>
    public ScoringPipeline(
        StepModel model,
        InferenceOptions options,
        IRecordSource source,
        IScoreSink sink,
        TimeProvider time,
        TaskScheduler scheduler,
        ILogger<ScoringPipeline> logger)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(source);
        _options = options;
        _source = source;
        _time = time;
        _logger = logger;
        _tasks = new TaskFactory(CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None, scheduler);
        _supervisor = new Supervisor(logger);
        _counters = new PipelineCounters(_telemetry, time);
        _meter = new WaveMeter(_telemetry, time);
        _telemetry.ObserveState(() => _lanes.Keys, () => _lanes.StateBytes);
        _checkpointer = new Checkpointer(source, options, _telemetry, time, logger);
        var parts = new LaneParts(
            model,
            options,
            sink,
            _tasks,
            new BatchPool(model.Encoder, options.MaxWave, options.MaxRecordBytes),
            new DeliveryPool(_counters, options.MaxWave),
            new BatchObserver(_counters, new ScorelessRun(source.Topic, logger), new ProcessSpans(_telemetry, source.Topic, time)),
            _meter,
            _room,
            IsDurable: false);
        _assigned = new AssignedLanes(
            parts,
            _lanes,
            new LaneOpener(source, options.Start, logger),
            _checkpointer,
            _supervisor,
            _telemetry,
            source.Topic,
            time,
            logger);
    }

    /// <summary>What has been done so far. Any thread, any time.</summary>
    public PipelineReport Report() => _counters.Report(_lanes.Keys, _lanes.StateBytes, _meter.Steps);

    /// <summary>Partitions whose lanes take records now. Any thread, any time.</summary>
    public int OpenLanes => _lanes.All.Count(lane => lane.IsOpen);

    /// <summary>
    /// Runs until the source has ended or <paramref name="cancellationToken"/> asks for it: then stops fetching, drains, commits, closes,
    /// and returns. A fault in any part ends all of it and is thrown.
    /// </summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        _tasks.StartNew(() => RunLanesAsync(cancellationToken), CancellationToken.None).Unwrap();

    /// <inheritdoc />
    public void Dispose()
    {
        _checkpointer.Dispose();
        _supervisor.Dispose();
        _room.Dispose();
        _telemetry.Dispose();
    }

    private async Task RunLanesAsync(CancellationToken cancellationToken)
    {
        var reading = _source.RunAsync(_assigned);
        _supervisor.Watch("The record source", reading);
        _supervisor.Watch("The record source", _source.Ended);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(_supervisor.Faulted);
        var checkpointing = _checkpointer.RunAsync(_lanes, stopping.Token);
        _supervisor.Watch("The checkpointer", checkpointing);

        await EndAsync(reading, cancellationToken);
        _source.StopFetching();
        await stopping.CancelAsync();
        await DrainAsync(checkpointing, cancellationToken);
        await CloseAsync(reading);
        _supervisor.ThrowIfFaulted();
    }

    private async Task EndAsync(Task reading, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _supervisor.Faulted);
        await Task.WhenAny(_source.Ended, reading, AsTask(ending.Token));
    }

    // The last checkpoint of all lanes. On request it must fit the drain budget, for whoever asked is waiting to kill us.
    private async Task DrainAsync(Task checkpointing, CancellationToken cancellationToken)
    {
        if (_supervisor.Faulted.IsCancellationRequested)
        {
            return;
        }

        _logger.Draining(_lanes.All.Count);
        var draining = DrainLanesAsync(checkpointing);
        _supervisor.Watch("Draining", draining);
        using var budget = new CancellationTokenSource(
            cancellationToken.IsCancellationRequested ? _options.DrainBudget : Timeout.InfiniteTimeSpan,
            _time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, _supervisor.Faulted);
        await Task.WhenAny(draining, AsTask(bound.Token));
        if (!draining.IsCompleted && !_supervisor.Faulted.IsCancellationRequested)
        {
            _supervisor.Fault("Draining", new TimeoutException($"The lanes were not drained within {_options.DrainBudget}."));
        }
    }

    private async Task DrainLanesAsync(Task checkpointing)
    {
        await checkpointing;
        await _checkpointer.DrainAsync(_lanes);
    }

    // Closing the source revokes what is assigned, which drains what was offered since the last checkpoint. After a fault nothing is
    // drained: the committed offsets stand, and the next start reads from them.
    private async Task CloseAsync(Task reading)
    {
        using var budget = new CancellationTokenSource(_options.DrainBudget, _time);
        try
        {
            if (_supervisor.Faulted.IsCancellationRequested)
            {
                _lanes.Abandon();
            }

            await _source.CloseAsync(budget.Token);
            await reading.WaitAsync(budget.Token);
            await _assigned.CloseAsync().WaitAsync(budget.Token);
        }
        catch (Exception failure)
        {
            _supervisor.Fault("Closing", failure);
        }
    }

    private static Task AsTask(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), cancelled);
        return cancelled.Task;
    }
}
