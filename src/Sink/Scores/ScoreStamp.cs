using Streaming.Model.Artifact;

namespace Streaming.Sink.Scores;

/// <summary>What all scores of one run have in common.</summary>
/// <param name="Topic">The input's name.</param>
/// <param name="Model">The model's name.</param>
/// <param name="ModelId">The model id.</param>
/// <param name="StateId">The state id.</param>
/// <param name="Threshold">The cut in force, 0..1.</param>
/// <param name="Replay">The replay's name; null when live.</param>
public sealed record ScoreStamp(string Topic, string Model, string ModelId, string StateId, float Threshold, string? Replay)
{
    /// <summary>The stamp of a run.</summary>
    /// <param name="model">The model in use.</param>
    /// <param name="topic">The input's name.</param>
    /// <param name="threshold">A cut other than the model's own, or null.</param>
    /// <param name="replay">The replay's name; null when live.</param>
    public static ScoreStamp Of(StepModel model, string topic, float? threshold, string? replay = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(topic, model.Name, model.ModelId, model.StateId, threshold ?? model.Threshold, replay);
    }
}
