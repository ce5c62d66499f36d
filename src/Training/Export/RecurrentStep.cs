using Streaming.Training.Cells;

namespace Streaming.Training.Export;

/// <summary>A stack of recurrent layers over one event, its states side by side: per layer the hidden vector, then an LSTM's cell.</summary>
internal static class RecurrentStep
{
    /// <summary>Appends the layers and returns the value that the head reads (null without memory) and the next state.</summary>
    public static (string? Output, string NextState) Append(
        StepGraph graph, CellShape shape, IReadOnlyList<LayerWeights> layers, string input, string state)
    {
        if (shape.Kind == CellKind.None)
        {
            return (null, state);
        }

        var width = shape.Layers * shape.Parts;
        var names = new string[width];
        var widths = new int[width];
        Array.Fill(widths, shape.Hidden);
        for (var i = 0; i < width; i++)
        {
            names[i] = $"state.{i}";
        }

        var before = graph.Split(state, widths, names);
        var after = new string[width];
        var output = input;
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var name = $"layer{layer}";
            var at = layer * shape.Parts;
            switch (shape.Kind)
            {
                case CellKind.Gru:
                    after[at] = GruStep.Append(graph, name, layers[layer], output, before[at]);
                    break;
                case CellKind.Lstm:
                    (after[at], after[at + 1]) = LstmStep.Append(graph, name, layers[layer], output, before[at], before[at + 1]);
                    break;
                default:
                    after[at] = RnnStep.Append(graph, name, layers[layer], shape.Activation, output, before[at]);
                    break;
            }

            output = after[at];
        }

        return (output, graph.Concat("state.after", after));
    }
}
