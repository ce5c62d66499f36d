using Streaming.Model.Artifact.Onnx;

namespace Streaming.Model.Artifact;

/// <summary>
/// Finds the tables that the columns of <c>categories</c> index, as far as the graph shows it plainly (a column is cut out, then
/// looked up). What it does not find, the probe with each category's greatest index still guards.
/// </summary>
internal sealed class EmbeddingFinder
{
    private readonly Dictionary<string, TensorProto> _constants = [];
    private readonly HashSet<string> _matrices = [StepSignature.Categories];
    private readonly Dictionary<string, int> _columns = [];
    private readonly List<Embedding> _found = [];
    private readonly int _count;

    private EmbeddingFinder(GraphProto graph, int categoryCount)
    {
        _count = categoryCount;
        foreach (var weight in graph.Initializer)
        {
            _constants[weight.Name] = weight;
        }

        // Nodes stand in topological order, so one pass follows every value.
        foreach (var node in graph.Node.Where(node => node.Output.Count > 0))
        {
            Visit(node);
        }
    }

    /// <summary>The embeddings of a graph with <paramref name="categoryCount"/> category columns.</summary>
    public static IReadOnlyList<Embedding> Find(GraphProto graph, int categoryCount) =>
        [.. new EmbeddingFinder(graph, categoryCount)._found.Where(table => table.Column >= 0 && table.Column < categoryCount)];

    private void Visit(NodeProto node)
    {
        switch (node.OpType)
        {
            case "Constant" when node.Attribute.FirstOrDefault(attribute => attribute.Name == "value")?.T is { } value:
                _constants[node.Output[0]] = value;
                break;
            case "Identity" or "Cast" when _matrices.Contains(Input(node, 0)):
                _matrices.Add(node.Output[0]);
                break;
            case "Identity" or "Cast" or "Squeeze" or "Unsqueeze" or "Reshape" or "Flatten" when TryColumn(Input(node, 0), out var column):
                _columns[node.Output[0]] = column;
                break;
            case "Gather" when _matrices.Contains(Input(node, 0)) && Axis(node) is 1 or -1 && Single(Input(node, 1)) is { } index:
                _columns[node.Output[0]] = (int)(index < 0 ? index + _count : index);
                break;
            case "Gather" when TryColumn(Input(node, 1), out var column) && Axis(node) == 0 && Rows(Input(node, 0)) is { } rows:
                _found.Add(new Embedding(column, Input(node, 0), rows));
                break;
            case "OneHot" when TryColumn(Input(node, 0), out var column) && Single(Input(node, 1)) is { } depth:
                _found.Add(new Embedding(column, node.Output[0], depth));
                break;
            case "Slice" when _matrices.Contains(Input(node, 0)) && SlicedColumn(node) is { } sliced:
                _columns[node.Output[0]] = sliced;
                break;
            case "Split" when _matrices.Contains(Input(node, 0)) && Axis(node) is 1 or -1 && node.Output.Count == _count:
                for (var part = 0; part < _count; part++)
                {
                    _columns[node.Output[part]] = part;
                }

                break;
        }
    }

    // The matrix of a single category is its column.
    private bool TryColumn(string value, out int column) =>
        _columns.TryGetValue(value, out column) || (_count == 1 && _matrices.Contains(value));

    private int? SlicedColumn(NodeProto node) =>
        Single(Input(node, 3)) is 1 or -1
        && Single(Input(node, 1)) is >= 0 and var start && Single(Input(node, 2)) is { } end && (end == start + 1 || (start == _count - 1 && end > start))
            ? (int)start
            : null;

    private long? Rows(string table) => _constants.TryGetValue(table, out var weight) && weight.Dims.Count > 0 ? weight.Dims[0] : null;

    // Nothing has checked the nodes yet: a malformed one may lack what its operator needs.
    private static string Input(NodeProto node, int index) => index < node.Input.Count ? node.Input[index] : "";

    private long? Single(string value) =>
        _constants.TryGetValue(value, out var constant) && TensorContents.Integers(constant) is [var single] ? single : null;

    private static long Axis(NodeProto node) => node.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I ?? 0;
}
