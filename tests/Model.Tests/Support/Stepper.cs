using Streaming.Model.Artifact;
using Streaming.Model.Stepping;

namespace Streaming.Model.Tests.Support;

/// <summary>Random input, stepped in waves of any size and order.</summary>
internal sealed class Stepper(StepModel model)
{
    public sealed record Row(float[] Features, long[] Categories, float[] State);

    public sealed record Result(float Score, float[] NextState);

    public Row RandomRow(Random random) => new(
        [.. Enumerable.Range(0, model.Encoder.FeatureCount).Select(_ => (float)((random.NextDouble() * 6) - 3))],
        [.. model.Schema.Categories.Select(category => (long)random.Next(category.Size ?? 1))],
        [.. Enumerable.Range(0, model.StateLength).Select(_ => (float)((random.NextDouble() * 2) - 1))]);

    public static Result[] Step(StepRunner runner, IReadOnlyList<Row> rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            rows[row].Features.CopyTo(runner.Features(row));
            rows[row].Categories.CopyTo(runner.Categories(row));
            rows[row].State.CopyTo(runner.State(row));
        }

        runner.Step(rows.Count);
        Assert.All(Enumerable.Range(0, rows.Count), row => Assert.True(runner.IsFinite(row)));
        return [.. Enumerable.Range(0, rows.Count).Select(row => new Result(runner.Score(row), runner.NextState(row).ToArray()))];
    }

    public static float Distance(Result left, Result right) =>
        left.NextState.Zip(right.NextState, (a, b) => Math.Abs(a - b)).Append(Math.Abs(left.Score - right.Score)).Max();
}
