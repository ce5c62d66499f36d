using Streaming.Training.Data;
using Streaming.Training.Export;
using Streaming.Training.Network;
using static TorchSharp.torch;

namespace Streaming.Training.Objectives;

/// <summary>
/// How little an event was to be expected, without labels: the state before it forecasts every feature as a mixture of logistic
/// distributions and every category by its probabilities, and the raw score is the negative log-likelihood of what came.
/// </summary>
/// <remarks>The tails of a logistic distribution are linear in the logarithm, so one absurd value cannot drown the other columns.</remarks>
internal sealed class SurpriseObjective(int features, IReadOnlyList<int> vocabularies) : IObjective
{
    /// <summary>Components of a mixture: an amount has several habits, an hour of the day too.</summary>
    public const int Components = 3;

    /// <summary>The narrowest component's logarithmic scale: a constant column must not become infinitely likely.</summary>
    public const float LeastScale = -3;

    /// <summary>The widest component's.</summary>
    public const float GreatestScale = 3;

    /// <inheritdoc />
    public HeadReading Reading => HeadReading.StateBefore;

    /// <inheritdoc />
    public int Outputs => (3 * Components * features) + vocabularies.Sum();

    /// <inheritdoc />
    public string FigureName => "log-likelihood";

    /// <inheritdoc />
    public bool NeedsLabels => false;

    /// <inheritdoc />
    public void Begin(Head head)
    {
        // Components that begin alike would stay alike: their means start apart.
        var bias = new float[Outputs];
        var means = bias.AsSpan(Components * features, Components * features);
        for (var component = 0; component < Components; component++)
        {
            means.Slice(component * features, features).Fill(component - ((Components - 1) / 2f));
        }

        head.SetBias(bias);
    }

    /// <inheritdoc />
    public Tensor Losses(Tensor outputs, ChunkTensors events)
    {
        var (steps, lanes) = (outputs.shape[0], outputs.shape[1]);
        var width = (long)Components * features;
        var weights = Mixture(outputs, 0);
        var means = Mixture(outputs, width);
        var scales = Mixture(outputs, 2 * width).clamp(LeastScale, GreatestScale);
        var distance = ((events.Features.unsqueeze(-2) - means) * (-scales).exp()).abs();
        var likelihood = weights - distance - scales - (2 * nn.functional.softplus(-distance));
        var surprise = (weights.logsumexp(-2) - likelihood.logsumexp(-2)).sum(-1);
        var at = 3 * width;
        for (var i = 0; i < vocabularies.Count; i++)
        {
            var logits = outputs.narrow(-1, at, vocabularies[i]).reshape(steps * lanes, vocabularies[i]);
            var truth = (events.Categories ?? throw new InvalidOperationException("there are categories")).select(-1, i).reshape(steps * lanes);
            surprise += nn.functional.cross_entropy(logits, truth, reduction: nn.Reduction.None).view(steps, lanes);
            at += vocabularies[i];
        }

        return surprise;

        Tensor Mixture(Tensor all, long from) => all.narrow(-1, from, width).reshape(steps, lanes, Components, features);
    }

    /// <inheritdoc />
    public Tensor RawScores(Tensor outputs, ChunkTensors events) => Losses(outputs, events);

    /// <inheritdoc />
    public Calibration Calibrate(float[] rawScores, sbyte[] labels)
    {
        var ranks = RankScale.Fit(rawScores);
        return new Calibration(ranks.Apply, (shape, weights) => SurpriseGraph.Write(shape, weights, ranks));
    }
}
