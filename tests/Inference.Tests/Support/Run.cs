using Streaming.Inference.Ports;
using Streaming.Inference.Reports;

namespace Streaming.Inference.Tests.Support;

/// <summary>One run of a pipeline over the <see cref="BrittleModel"/>.</summary>
internal sealed class Run(
    MemorySource source,
    IScoreSink sink,
    InferenceOptions? options = null,
    TaskScheduler? scheduler = null,
    Durability? durability = null) : IDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();

    public RecordingLogger Logger { get; } = new();

    public PipelineReport Report { get; private set; } = null!;

    /// <summary>Runs to the end; throws what the pipeline throws, and at a hang.</summary>
    public async Task ToEndAsync()
    {
        using var pipeline = new ScoringPipeline(
            BrittleModel.Shared,
            options ?? new InferenceOptions { CheckpointInterval = TimeSpan.FromMilliseconds(10) },
            source,
            sink,
            TimeProvider.System,
            scheduler ?? TaskScheduler.Default,
            Logger,
            durability);
        try
        {
            await pipeline.RunAsync(_stop.Token).WaitAsync(Hang);
        }
        finally
        {
            Report = pipeline.Report();
        }
    }

    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        _stop.Dispose();
        source.Dispose();
    }
}
