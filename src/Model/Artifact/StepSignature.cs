using Streaming.Model.Artifact.Onnx;
using Streaming.Model.Schema;

namespace Streaming.Model.Artifact;

/// <summary>The tensors of a step function, checked against the contract and against the schema.</summary>
internal sealed class StepSignature
{
    public const string Features = "features";
    public const string Categories = "categories";
    public const string State = "state";
    public const string Score = "score";
    public const string NextState = "next_state";

    private const string Matrix = "float32 [N, F]";
    private const string Indices = "int64 [N, C]";
    private const string Hidden = "float32 [N, S]";
    private const string Number = "float32 [N] or [N, 1]";

    private const string DynamicExport = "Export with a dynamic first dimension (dynamic_axes or dynamic_shapes in torch.onnx.export)";

    private readonly List<string> _problems;

    private StepSignature(GraphProto graph, List<string> problems)
    {
        // Old exporters list the weights among the inputs; those are constants, not inputs.
        var weights = graph.Initializer.Select(weight => weight.Name).ToHashSet();
        Inputs = [.. graph.Input.Where(input => !weights.Contains(input.Name)).Select(TensorDeclaration.Of)];
        Outputs = [.. graph.Output.Select(TensorDeclaration.Of)];
        _problems = problems;
    }

    public IReadOnlyList<TensorDeclaration> Inputs { get; }

    public IReadOnlyList<TensorDeclaration> Outputs { get; }

    public bool HasCategories => Inputs.Any(input => input.Name == Categories);

    /// <summary>S.</summary>
    public int StateLength { get; private set; }

    /// <summary>Checks what can be said without a schema; adds a line for everything that does not fit.</summary>
    public static StepSignature Check(GraphProto graph, List<string> problems)
    {
        var signature = new StepSignature(graph, problems);
        signature.CheckTensor(Features, Matrix, isInput: true, isRequired: true);
        signature.CheckTensor(Categories, Indices, isInput: true, isRequired: false);
        var state = signature.CheckTensor(State, Hidden, isInput: true, isRequired: true);
        signature.CheckTensor(Score, Number, isInput: false, isRequired: true);
        var next = signature.CheckTensor(NextState, Hidden, isInput: false, isRequired: true);
        signature.CheckExtraInputs();
        signature.CheckStateLength(state, next);
        return signature;
    }

    /// <summary>Checks the widths that the schema decides; adds a line for everything that does not fit.</summary>
    public void CheckSchema(FeatureSchema schema)
    {
        CheckWidth(Features, "F", schema.FeatureNames.Count, "columns of features");
        if (HasCategories)
        {
            CheckWidth(Categories, "C", schema.Categories.Count, "category features");
        }
        else if (schema.Categories.Count > 0)
        {
            _problems.Add(
                $"input '{Categories}': expected int64 [N, {schema.Categories.Count}] for the schema's category features, found none");
        }
    }

    private TensorDeclaration? CheckTensor(string name, string expected, bool isInput, bool isRequired)
    {
        var kind = isInput ? "input" : "output";
        var declared = isInput ? Inputs : Outputs;
        var found = declared.FirstOrDefault(tensor => tensor.Name == name);
        if (found is null)
        {
            if (isRequired)
            {
                var others = string.Join(", ", declared.Select(tensor => $"'{tensor.Name}'"));
                _problems.Add($"{kind} '{name}': expected {expected}, found none among the {kind}s {others}");
            }

            return null;
        }

        var isFixed = found.Shape is { Count: > 0 } && found.Shape[0].IsFixed;
        if (isFixed)
        {
            _problems.Add($"{kind} '{name}': expected {expected} with a dynamic batch N, found {found}: a fixed batch. {DynamicExport}");
        }
        else if (found.Type != expected[..expected.IndexOf(' ', StringComparison.Ordinal)] || !HasRank(found, expected == Number, isInput))
        {
            _problems.Add($"{kind} '{name}': expected {expected}, found {found}");
        }
        else
        {
            return found;
        }

        return null;
    }

    // An output's shape may be left to inference; the probe sees what it really is.
    private static bool HasRank(TensorDeclaration found, bool isScore, bool isInput) => found.Shape switch
    {
        null => !isInput,
        { Count: 1 } => isScore,
        { Count: 2 } => !isScore || found.Shape[1].Admits(1),
        _ => false,
    };

    private void CheckExtraInputs()
    {
        foreach (var extra in Inputs.Where(input => input.Name is not (Features or Categories or State)))
        {
            var isFixed = extra.Shape is { Count: > 0 } && extra.Shape[0].IsFixed;
            _problems.Add(
                $"input '{extra.Name}': expected no input but '{Features}', '{Categories}' and '{State}', found {extra}"
                + (isFixed ? $": a fixed batch. {DynamicExport}" : ""));
        }
    }

    private void CheckStateLength(TensorDeclaration? state, TensorDeclaration? next)
    {
        if (state is null || next is null)
        {
            return;
        }

        // One of the two is enough: exporters write a symbol where they could not infer a size.
        var before = state.Shape?[1].Size;
        var after = next.Shape?[1].Size;
        if ((before ?? after) is not { } length)
        {
            _problems.Add($"input '{State}': expected {Hidden} with a fixed S there or in '{NextState}', found {state} and {next}");
        }
        else if (length is < 1 or > int.MaxValue || (after ?? length) != length)
        {
            _problems.Add($"output '{NextState}': expected the S of '{State}', found {state} and {next}");
        }
        else
        {
            StateLength = (int)length;
        }
    }

    private void CheckWidth(string name, string symbol, int expected, string what)
    {
        var found = Inputs.First(input => input.Name == name);
        if (expected == 0 || found.Shape is not { Count: 2 } || !found.Shape[1].Admits(expected))
        {
            _problems.Add($"input '{name}': expected {symbol} = {expected}, the schema's {what}, found {found}");
        }
    }
}
