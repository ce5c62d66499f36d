using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Keys;
using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;
using Streaming.Inference.Restore;
using Streaming.Inference.State;
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
    private readonly ICommitter _committer;
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
    /// <param name="durability">What makes state durable; null for offsets alone.</param>
    public ScoringPipeline(
        StepModel model,
        InferenceOptions options,
        IRecordSource source,
        IScoreSink sink,
        TimeProvider time,
        TaskScheduler scheduler,
        ILogger<ScoringPipeline> logger,
        Durability? durability = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(source);
        if (model.Schema.Key.IsSensitive != (options.KeySecret is not null))
        {
            throw new ArgumentException("A key secret is needed exactly if the schema's key is sensitive.", nameof(options));
        }

        _options = options;
        _source = source;
        _time = time;
        _logger = logger;
        _tasks = new TaskFactory(CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None, scheduler);
        _supervisor = new Supervisor(logger);
        _counters = new PipelineCounters(_telemetry, time);
        _meter = new WaveMeter(_telemetry, time);
        _telemetry.ObserveState(() => _lanes.Keys, () => _lanes.StateBytes, () => _lanes.Refused);

        var shape = new StateShape(model.StateLength, model.Encoder.StatisticsLength, options.DropRepeats ? RecentIds.Length : 0);
        var changelog = durability is null ? null : new ChangelogCodec(durability.Origin, model.StateId);
        var topic = source.Topic;
        var parts = new LaneParts(
            model,
            options,
            sink,
            _tasks,
            new BatchPool(model.Encoder, options.MaxWave, options.MaxRecordBytes),
            new DeliveryPool(_counters, options.MaxWave),
            new BatchObserver(_counters, new ScorelessRun(topic, logger), new ProcessSpans(_telemetry, topic, time)),
            _meter,
            new KeyEdge(options, options.KeySecret is { } secret ? new KeyMask(secret) : null, _telemetry, topic, logger),
            _room,
            changelog,
            IsTransactional: durability?.Mode == DeliveryMode.ExactlyOnce);
        var opener = new LaneOpener(
            source,
            durability,
            new StartPlanner(options, topic, NewState, logger),
            () => new RestoredPartition(changelog ?? throw new InvalidOperationException("There is no changelog."), shape, NewState),
            _telemetry,
            time,
            logger);
        var epochs = new Epochs();
        var factory = new LaneFactory(parts, opener, epochs, _supervisor, topic);
        _committer = durability is null || changelog is null
            ? new OffsetCommitter(source, logger)
            : new TransactionCommitter(
                durability,
                changelog,
                source,
                new Rewinder(source, _lanes, factory, epochs),
                new CheckpointNotes(_telemetry, topic, logger),
                _supervisor.Faulted);
        _checkpointer = new Checkpointer(_committer, _lanes, options, _telemetry, time);
        var memory = new StateMemory(options.StateMemory, _lanes, logger);
        _assigned = new AssignedLanes(parts, _lanes, factory, _checkpointer, memory, _supervisor, _telemetry, topic, time, logger);

        StatePartition NewState() => new(shape, options.StateTtl, undoable: durability is not null);
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
        if (!await TryStartAsync(cancellationToken))
        {
            return;
        }

        var reading = _source.RunAsync(_assigned);
        _supervisor.Watch("The record source", reading);
        _supervisor.Watch("The record source", _source.Ended);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(_supervisor.Faulted);
        var checkpointing = _checkpointer.RunAsync(stopping.Token);
        _supervisor.Watch("The checkpointer", checkpointing);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _supervisor.Faulted);
        await Task.WhenAny(_source.Ended, reading, AsTask(ending.Token));
        await stopping.CancelAsync();
        await FinishAsync(checkpointing, ending.Token);
        _source.StopFetching();
        await DrainAsync(checkpointing);
        await CloseAsync(reading);
        _supervisor.ThrowIfFaulted();
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _committer.StartAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // At the end of a bounded source all of it is to be committed, while the source can still read again what a checkpoint undid.
    private async Task FinishAsync(Task checkpointing, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            var finishing = FinishLanesAsync(checkpointing, cancellationToken);
            _supervisor.Watch("Finishing", finishing);
            await Task.WhenAny(finishing, AsTask(cancellationToken));
        }
    }

    private async Task FinishLanesAsync(Task checkpointing, CancellationToken cancellationToken)
    {
        await checkpointing;
        await _checkpointer.FinishAsync(cancellationToken);
    }

    // The last checkpoint of all lanes. It must fit the drain budget, for whoever asked for the end is waiting to kill us.
    private async Task DrainAsync(Task checkpointing)
    {
        if (_supervisor.Faulted.IsCancellationRequested)
        {
            return;
        }

        _logger.Draining(_lanes.All.Count);
        var draining = DrainLanesAsync(checkpointing);
        _supervisor.Watch("Draining", draining);
        using var budget = new CancellationTokenSource(_options.DrainBudget, _time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, _supervisor.Faulted);
        await Task.WhenAny(draining, AsTask(bound.Token));
        if (!draining.IsCompleted)
        {
            _supervisor.Fault("Draining", new TimeoutException($"The lanes were not drained within {_options.DrainBudget}."));
        }
    }

    private async Task DrainLanesAsync(Task checkpointing)
    {
        await checkpointing;
        await _checkpointer.DrainAsync();
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
