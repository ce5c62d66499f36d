using Streaming.Inference;
using Streaming.Model.Artifact;

namespace Streaming.Host.Monitoring;

/// <summary>What monitoring looks at.</summary>
/// <param name="App">Prefix of the output topics.</param>
/// <param name="Instance">This process among those of its app.</param>
/// <param name="Topic">The input.</param>
/// <param name="Pipeline">The lanes.</param>
/// <param name="Model">The model in use.</param>
/// <param name="Threshold">The cut in force.</param>
/// <param name="Health">What the verb says of itself.</param>
internal sealed record MonitoredRun(
    string App, string Instance, string Topic, ScoringPipeline Pipeline, StepModel Model, float Threshold, Health Health)
{
    /// <summary>Why no work should be expected of this process now; null when it is ready.</summary>
    public string? UnreadyBecause => Health.UnreadyBecause ?? Pipeline.UnreadyBecause();
}
