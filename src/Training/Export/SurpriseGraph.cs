using Streaming.Model.Artifact.Onnx;
using Streaming.Training.Network;
using Streaming.Training.Objectives;

namespace Streaming.Training.Export;

/// <summary>The step graph of a network that forecasts: the head reads the state before the event, the score is how little it expected it.</summary>
internal static class SurpriseGraph
{
    public static ModelProto Write(NetworkShape shape, NetworkWeights weights, RankScale ranks)
    {
        var graph = new StepGraph();
        var opening = StepOpening.Append(graph, shape, weights);
        var forecast = HeadStep.Append(graph, "head", weights.Head, TopOf(graph, shape, opening.State));
        var surprise = SurpriseOf(graph, shape, forecast, opening.Features, opening.Categories);
        graph.Output("score", Rank(graph, surprise, ranks), 1);
        graph.Output("next_state", opening.NextState, shape.Cell.StateLength);
        return graph.ToModel();
    }

    // The hidden vector of the uppermost layer within the state.
    private static string TopOf(StepGraph graph, NetworkShape shape, string state)
    {
        var columns = Enumerable.Range((shape.Cell.Layers - 1) * shape.Cell.Parts * shape.Cell.Hidden, shape.Cell.Hidden)
            .Select(column => (long)column)
            .ToArray();
        return columns.Length == shape.Cell.StateLength
            ? state
            : graph.Gather("head.input", state, graph.Constant("head.columns", columns, columns.Length), 1);
    }

    private static string SurpriseOf(StepGraph graph, NetworkShape shape, string forecast, string features, string? categories)
    {
        var width = SurpriseObjective.Components * shape.Features;
        string[] names = ["forecast.weights", "forecast.means", "forecast.scales", .. shape.Vocabularies.Select((_, i) => $"forecast.category{i}")];
        var parts = graph.Split(forecast, [width, width, width, .. shape.Vocabularies], names);
        string[] terms =
        [
            Mixture(graph, shape.Features, parts, features),
            .. shape.Vocabularies.Select((_, i) => Category(graph, i, parts[3 + i], categories ?? throw new InvalidOperationException("there are categories"))),
        ];
        return terms.Length == 1 ? terms[0] : graph.Apply("Sum", "surprise", terms);
    }

    private static string Mixture(StepGraph graph, int features, string[] parts, string x)
    {
        var scales = graph.Apply(
            "Clip",
            "forecast.scales.clipped",
            parts[2],
            graph.Constant("least.scale", [SurpriseObjective.LeastScale]),
            graph.Constant("greatest.scale", [SurpriseObjective.GreatestScale]));
        var repeated = graph.Concat("observed", [.. Enumerable.Repeat(x, SurpriseObjective.Components)]);
        var precision = graph.Apply("Exp", "forecast.precision", graph.Apply("Neg", "forecast.scales.negative", scales));
        var difference = graph.Apply("Sub", "observed.difference", repeated, parts[1]);
        var distance = graph.Apply("Abs", "observed.distance", graph.Apply("Mul", "observed.scaled", difference, precision));
        var closeness = graph.Apply("Neg", "observed.closeness", distance);
        var softplus = graph.Apply("Softplus", "observed.softplus", closeness);

        // log of a logistic density: -|z| - scale - 2 softplus(-|z|), and the component's weight.
        var likelihood = graph.Apply("Sub", "likelihood.scaled", graph.Apply("Add", "likelihood.weighted", parts[0], closeness), scales);
        likelihood = graph.Apply("Sub", "likelihood", likelihood, graph.Apply("Add", "softplus.twice", softplus, softplus));

        var shape = graph.Constant("mixture.shape", new long[] { 0, SurpriseObjective.Components, features }, 3);
        var all = graph.LogSumExp("weights.sum", graph.Apply("Reshape", "weights.components", parts[0], shape), 1);
        var own = graph.LogSumExp("likelihood.sum", graph.Apply("Reshape", "likelihood.components", likelihood, shape), 1);
        return graph.SumColumns("features.surprise", graph.Apply("Sub", "features.each", all, own));
    }

    private static string Category(StepGraph graph, int index, string logits, string categories)
    {
        var truth = graph.Gather($"truth{index}", categories, graph.Constant($"truth{index}.column", new long[] { index }, 1), 1);
        var own = graph.Pick($"truth{index}.likelihood", graph.LogSoftmax($"category{index}.likelihood", logits), truth);
        return graph.Apply("Neg", $"category{index}.surprise", own);
    }

    private static string Rank(StepGraph graph, string surprise, RankScale ranks)
    {
        var count = ranks.Knots.Length - 1;
        var widths = new float[count];
        var slopes = new float[count];
        for (var i = 0; i < count; i++)
        {
            widths[i] = ranks.Knots[i + 1] - ranks.Knots[i];
            slopes[i] = ranks.Slope(i);
        }

        var above = graph.Apply("Relu", "rank.above", graph.Apply("Sub", "rank.difference", surprise, graph.Constant("rank.knots", ranks.Knots.AsSpan(0, count), 1, count)));
        var within = graph.Apply("Min", "rank.within", above, graph.Constant("rank.widths", widths, 1, count));
        var share = graph.Gemm("rank.share", within, slopes, 1, graph.Constant("rank.zero", [0f], 1));

        var beyond = graph.Apply("Relu", "tail.beyond", graph.Apply("Sub", "tail.difference", surprise, graph.Constant("tail.knot", [ranks.Knots[^1]])));
        var fading = graph.Apply("Exp", "tail.fading", graph.Apply("Mul", "tail.scaled", beyond, graph.Constant("tail.rate", [-1 / ranks.TailWidth])));
        var tail = graph.Apply("Mul", "tail.rest", fading, graph.Constant("tail.share", [-ranks.Tail]));
        var rank = graph.Apply("Sum", "rank.sum", share, tail, graph.Constant("tail.offset", [ranks.Tail]));

        // The slopes are rounded: their sum may come out above 1 by a bit.
        return graph.Apply("Min", "rank", rank, graph.Constant("rank.most", [1f]));
    }
}
