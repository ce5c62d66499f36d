using Streaming.Model.Artifact;
using Streaming.Training.Data;
using Streaming.Training.Loop;

namespace Streaming.Training.Fitting;

/// <summary>Reads a written artifact back and steps it, as live scoring will, over whole histories of some keys.</summary>
internal static class ArtifactProof
{
    private const int Keys = 256;
    private const float Tolerance = 1e-3f;

    /// <summary>The greatest difference to the network's own scores, and the speed in waves.</summary>
    /// <exception cref="TrainingException">The artifact scores something else than the network that was trained.</exception>
    public static (double Difference, double EventsPerSecond) Run(
        string path, History history, Evaluation evaluation, float[] scores, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        using var model = StepModel.Load(path);
        using var runner = model.CreateRunner(Keys);
        var expected = evaluation.Rows.Zip(scores).ToDictionary(pair => pair.First, pair => pair.Second);

        // Longest first: keys that have ended are the last rows of a wave and leave it.
        var keys = Enumerable.Range(0, history.KeyCount).Take(Keys).OrderByDescending(key => history.KeyStarts[key + 1] - history.KeyStarts[key]).ToArray();
        var (difference, events, active) = (0f, 0L, keys.Length);
        var started = time.GetTimestamp();
        for (var step = 0; active > 0; step++)
        {
            for (var row = 0; row < active; row++)
            {
                var at = history.KeyStarts[keys[row]] + step;
                history.Features.AsSpan(at * history.FeatureCount, history.FeatureCount).CopyTo(runner.Features(row));
                history.Categories.AsSpan(at * history.Vocabularies.Count, history.Vocabularies.Count).CopyTo(runner.Categories(row));
                if (step == 0)
                {
                    runner.State(row).Clear();
                }
                else
                {
                    runner.NextState(row).CopyTo(runner.State(row));
                }
            }

            runner.Step(active);
            events += active;
            for (var row = 0; row < active; row++)
            {
                if (expected.TryGetValue(history.KeyStarts[keys[row]] + step, out var score))
                {
                    difference = Math.Max(difference, Math.Abs(score - runner.Score(row)));
                }
            }

            while (active > 0 && history.KeyStarts[keys[active - 1]] + step + 1 >= history.KeyStarts[keys[active - 1] + 1])
            {
                active--;
            }
        }

        return difference <= Tolerance
            ? (difference, events / time.GetElapsedTime(started).TotalSeconds)
            : throw new TrainingException($"the artifact {path} scores up to {difference:G3} beside the network that was trained");
    }
}
