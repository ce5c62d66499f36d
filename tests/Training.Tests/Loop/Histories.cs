using Streaming.Training.Data;

namespace Streaming.Training.Tests.Loop;

/// <summary>Histories of random features, one event a second per key, whose label is told by the feature of the event before.</summary>
internal static class Histories
{
    public static History Of(IReadOnlyList<int> lengths, int features, int seed)
    {
        var random = new Random(seed);
        var starts = new int[lengths.Count + 1];
        for (var key = 0; key < lengths.Count; key++)
        {
            starts[key + 1] = starts[key] + lengths[key];
        }

        var history = new History(starts[^1], features, [], starts);
        for (var key = 0; key < lengths.Count; key++)
        {
            for (var row = starts[key]; row < starts[key + 1]; row++)
            {
                for (var column = 0; column < features; column++)
                {
                    history.Features[(row * features) + column] = (float)((2 * random.NextDouble()) - 1);
                }

                history.Times[row] = (row - starts[key]) * 1_000_000L;
                history.Labels[row] = (sbyte)(row > starts[key] && history.Features[(row - 1) * features] > 0.6 ? 1 : 0);
            }
        }

        return history;
    }
}
