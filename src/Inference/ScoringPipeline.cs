using Microsoft.Extensions.Logging;
using Streaming.Inference.Ports;
using Streaming.Inference.Reports;
using Streaming.Model.Artifact;

namespace Streaming.Inference;

/// <summary>
/// Scores what a record source reads and hands it to a sink: one lane per partition, each event one step of its key's hidden state.
/// Runs once.
/// </summary>
public sealed class ScoringPipeline(
    StepModel model,
    InferenceOptions options,
    IRecordSource source,
    IScoreSink sink,
    TimeProvider time,
    TaskScheduler scheduler,
    ILogger<ScoringPipeline> logger)
{
    /// <summary>What has been done so far. Any thread, any time.</summary>
    public PipelineReport Report() => throw new NotSupportedException($"{model}{options}{source}{sink}{time}{scheduler}{logger}");

    /// <summary>
    /// Runs until the source has ended or <paramref name="cancellationToken"/> asks for it: then stops fetching, drains, commits, closes,
    /// and returns. A fault in any part ends all of it and is thrown.
    /// </summary>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
