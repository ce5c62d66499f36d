using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Health;
using Streaming.Inference.Keys;
using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;
using Streaming.Inference.Restore;
using Streaming.Inference.Snapshots;
using Streaming.Inference.State;
using Streaming.Inference.Waves;
using Streaming.Model.Artifact;

namespace Streaming.Inference;

/// <summary>
/// Scores what a record source reads and hands it to a sink: one lane per partition, each event one step of its key's hidden state.
/// Runs once.
/// </summary>
public sealed partial class ScoringPipeline : IDisposable
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
    private readonly PartitionFigures _partitions;
    private readonly ModelHealth _health;
    private readonly PipelineHistory _history;
    private readonly KeyMask? _mask;
    private readonly ScorelessRun _scorelessRun;
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

        _mask = options.KeySecret is { } secret ? new KeyMask(secret) : null;
        _options = options;
        _source = source;
        _time = time;
        _logger = logger;
        _tasks = new TaskFactory(CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None, scheduler);
        _supervisor = new Supervisor(logger);
        _counters = new PipelineCounters(_telemetry, time);
        _meter = new WaveMeter(_telemetry, time);
        _history = new PipelineHistory(time);
        _partitions = new PartitionFigures(_lanes, source, time);

        _health = new ModelHealth(new HealthShape(model, options), _lanes, time);
        _telemetry.ObserveModel(model, _health);
        var shape = new StateShape(model.StateLength, model.Encoder.StatisticsLength, options.DropRepeats ? RecentIds.Length : 0);
        var changelog = durability is null ? null : new ChangelogCodec(durability.Origin, model.StateId);
        var topic = source.Topic;
        _scorelessRun = new ScorelessRun(topic, logger);
        var parts = new LaneParts(
            model,
            options,
            sink,
            _tasks,
            new BatchPool(model.Encoder, options.MaxWave, options.MaxRecordBytes),
            new DeliveryPool(_counters, options.MaxWave),
            new BatchObserver(_counters, _scorelessRun, new ProcessSpans(_telemetry, topic, time)),
            _meter,
            _health,
            new KeyEdge(options, _mask, _telemetry, topic, logger),
            _room,
            changelog,
            IsTransactional: durability?.Mode == DeliveryMode.ExactlyOnce);
        var folder = durability is null || changelog is null || options.Snapshots is not { } directory ? null
            : new SnapshotFolder(directory, durability.Origin, model.StateId, changelog, NewRestored, time, logger);
        var leaving = folder is null || durability is null || changelog is null ? null : new LeavingSnapshots(folder, durability.Changelog, changelog, logger);
        var opener = new LaneOpener(
            source,
            durability,
            new StartPlanner(options, topic, NewState, logger),
            durability is null ? null : new Restorer(durability.Changelog, folder, NewRestored),
            _telemetry,
            _history,
            time,
            logger);
        var epochs = new Epochs();
        var factory = new LaneFactory(parts, opener, leaving, epochs, _supervisor, topic);
        _committer = durability is null || changelog is null
            ? new OffsetCommitter(source, logger)
            : new TransactionCommitter(
                durability,
                changelog,
                source,
                new Rewinder(source, _lanes, factory, epochs),
                new CheckpointNotes(_telemetry, _history, topic, logger),
                _supervisor.Faulted);
        _checkpointer = new Checkpointer(_committer, _lanes, options, _telemetry, time);
        _telemetry.ObserveLanes(_lanes, _partitions, () => _checkpointer.SinceLast);
        var memory = new StateMemory(options.StateMemory, _lanes, logger);
        _assigned = new AssignedLanes(parts, _lanes, factory, _checkpointer, leaving, memory, _supervisor, _telemetry, _history, topic, time, logger);

        RestoredPartition NewRestored() => new(changelog ?? throw new InvalidOperationException("There is no changelog."), shape, NewState);
        StatePartition NewState() => new(shape, options.StateTtl, undoable: durability is not null);
    }

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
        _looking.Dispose();
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

    private static Task AsTask(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), cancelled);
        return cancelled.Task;
    }
}
