using Streaming.Model.Artifact.Onnx;
using Streaming.Training.Cells;
using Streaming.Training.Network;
using Streaming.Training.Objectives;

namespace Streaming.Training.Export;

/// <summary>The step graph of a network that judges an event: the head reads the new state and the event.</summary>
internal static class FraudGraph
{
    public static ModelProto Write(NetworkShape shape, NetworkWeights weights, LogitScale calibration)
    {
        var graph = new StepGraph();
        var opening = StepOpening.Append(graph, shape, weights);
        var read = opening.Output is null ? opening.Event : graph.Concat("head.input", opening.Output, opening.Event);
        var logit = HeadStep.Append(graph, "head", Calibrated(weights.Head, calibration), read);

        graph.Output("score", graph.Apply("Sigmoid", "probability", logit), 1);
        graph.Output("next_state", opening.NextState, shape.Cell.StateLength);
        return graph.ToModel();
    }

    // The calibration is affine in the logit, so it costs nothing inside the last layer.
    private static DenseWeights[] Calibrated(IReadOnlyList<DenseWeights> head, LogitScale calibration)
    {
        var last = head[^1];
        var scaled = new DenseWeights(
            [.. last.Weights.Select(weight => weight * (float)calibration.Slope)],
            [.. last.Bias.Select(bias => (float)((bias * calibration.Slope) + calibration.Offset))]);
        return [.. head.Take(head.Count - 1), scaled];
    }
}
