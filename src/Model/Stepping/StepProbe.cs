using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Streaming.Model.Artifact;
using Streaming.Model.Schema;

namespace Streaming.Model.Stepping;

/// <summary>Steps a few made-up rows at load: what a graph declares and what it does are two things.</summary>
internal sealed class StepProbe : IDisposable
{
    // Far above what batch sizes differ by (the last bits), far below what a row that leaks into others shows.
    private const float RowTolerance = 1e-3f;
    private const int Rows = 3;

    private static readonly string[] _outputs = [StepSignature.Score, StepSignature.NextState];

    private readonly InferenceSession _session;
    private readonly RunOptions _options = StepSession.CallOptions();
    private readonly FeatureSchema _schema;
    private readonly int _stateLength;

    private StepProbe(InferenceSession session, FeatureSchema schema, int stateLength)
    {
        _session = session;
        _schema = schema;
        _stateLength = stateLength;
    }

    /// <summary>Probes the graph and tells the shape of its tensors.</summary>
    public static StepShape Run(InferenceSession session, FeatureSchema schema, int stateLength)
    {
        using var probe = new StepProbe(session, schema, stateLength);
        var scoreIsColumn = probe.StepZeros();
        probe.StepGreatestCategories();
        probe.StepAloneAndTogether();
        return new StepShape(schema.FeatureNames.Count, schema.Categories.Count, stateLength, scoreIsColumn);
    }

    public void Dispose() => _options.Dispose();

    private bool StepZeros()
    {
        var scoreIsColumn = false;
        for (var rows = 1; rows <= Rows; rows++)
        {
            var (score, nextState, shape) = Step(new ProbeRows(rows, _schema, _stateLength), $"{rows} rows of zeros");
            scoreIsColumn = shape.Length == 2;

            // The state first: a score made of NaN is NaN too, and not the cause.
            if (!TensorPrimitives.IsFiniteAll<float>(nextState))
            {
                throw new ModelException("output 'next_state': expected finite numbers, found NaN or an infinity for a row of zeros");
            }

            if (score.Any(value => value is not (>= -StepRunner.Overshoot and <= 1 + StepRunner.Overshoot)))
            {
                throw new ModelException($"output 'score': expected numbers in 0..1, found {score[0]} for a row of zeros. End the graph in a sigmoid");
            }
        }

        return scoreIsColumn;
    }

    private void StepGreatestCategories()
    {
        for (var column = 0; column < _schema.Categories.Count; column++)
        {
            var category = _schema.Categories[column];
            var rows = new ProbeRows(2, _schema, _stateLength);
            rows.Categories[_schema.Categories.Count + column] = (category.Size ?? 1) - 1;
            Step(rows, $"category '{category.Name}' at its greatest index {category.Size - 1} (its embedding needs {category.Size} rows)");
        }
    }

    // A batch normalisation left in training mode, a dropout, a softmax along the batch: such a graph scores a card by its neighbours.
    private void StepAloneAndTogether()
    {
        var together = ProbeRows.Varied(Rows, _schema, _stateLength);
        for (var step = 0; step < 2; step++)
        {
            var (scores, states, _) = Step(together, "a wave of made-up rows");
            for (var row = 0; row < Rows; row++)
            {
                var (score, state, _) = Step(together.Alone(row), "a made-up row alone");
                if (Differ(scores.AsSpan(row, 1), score) || Differ(states.AsSpan(row * _stateLength, _stateLength), state))
                {
                    throw new ModelException(
                        "outputs: expected the same for a row alone and beside others, found a difference. Export in evaluation mode "
                        + "(model.eval()), without normalisation or softmax along the batch");
                }
            }

            states.CopyTo(together.State, 0);
        }
    }

    private static bool Differ(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        for (var index = 0; index < left.Length; index++)
        {
            var difference = Math.Abs(left[index] - right[index]);
            if (float.IsFinite(difference) && difference > RowTolerance * (1 + Math.Abs(left[index])))
            {
                return true;
            }
        }

        return false;
    }

    private (float[] Score, float[] NextState, long[] ScoreShape) Step(ProbeRows rows, string what)
    {
        List<string> names = [StepSignature.Features, StepSignature.State];
        List<OrtValue> tensors =
        [
            OrtValue.CreateTensorValueFromMemory(rows.Features, StepShape.Matrix(rows.Count, _schema.FeatureNames.Count)),
            OrtValue.CreateTensorValueFromMemory(rows.State, StepShape.Matrix(rows.Count, _stateLength)),
        ];
        if (_schema.Categories.Count > 0)
        {
            names.Add(StepSignature.Categories);
            tensors.Add(OrtValue.CreateTensorValueFromMemory(rows.Categories, StepShape.Matrix(rows.Count, _schema.Categories.Count)));
        }

        try
        {
            using var outputs = _session.Run(_options, names, tensors, _outputs);
            var n = rows.Count;
            var score = Read(outputs[0], StepSignature.Score, [n], [n, 1]);
            var next = Read(outputs[1], StepSignature.NextState, [n, _stateLength]);
            return (score.Values, next.Values, score.Shape);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException($"expected to step {what}, found: {exception.Message}", exception);
        }
        finally
        {
            tensors.ForEach(tensor => tensor.Dispose());
        }
    }

    private static (float[] Values, long[] Shape) Read(OrtValue output, string name, params long[][] expected)
    {
        var found = output.GetTensorTypeAndShape().Shape;
        return expected.Any(found.SequenceEqual)
            ? (output.GetTensorDataAsSpan<float>().ToArray(), found)
            : throw new ModelException($"output '{name}': expected {string.Join(" or ", expected.Select(Text))} for {expected[0][0]} rows, found {Text(found)}");

        static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
    }
}
