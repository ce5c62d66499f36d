using Streaming.Training.Data;

namespace Streaming.Training.Loop;

/// <summary>
/// How long and how wide to train where nobody says so. The recipe is made for a million events; a few thousand would be over in so few
/// steps that nothing is learnt. So few cards are taken in narrower batches, and gone through more often.
/// </summary>
internal static class LoopSize
{
    private const int LeastBatch = 8;
    private const int LeastSteps = 2_000;
    private const int MostEpochs = 200;

    /// <summary>Fills in batch, epochs and patience.</summary>
    /// <param name="recipe">Everything else, and what is taken where there are enough data.</param>
    /// <param name="batch">Lanes side by side, if somebody set them.</param>
    /// <param name="epochs">Passes at most, if somebody set them.</param>
    /// <param name="patience">Epochs without a better validation, if somebody set them.</param>
    /// <param name="lanes">What is trained on.</param>
    /// <param name="padding">Index of the padding row.</param>
    /// <param name="teaching">Which events teach.</param>
    public static LoopOptions Fill(
        LoopOptions recipe, int? batch, int? epochs, int? patience, IReadOnlyList<Lane> lanes, int padding, TeachingRows teaching)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var width = batch ?? Math.Clamp(lanes.Count / 8, LeastBatch, recipe.Batch);
        var steps = ChunkPlan.Ordered(lanes, padding, width, recipe.Chunk).Count(chunk => Array.Exists(chunk.Rows, teaching.Contains));
        var passes = epochs ?? Math.Clamp((LeastSteps + steps - 1) / Math.Max(1, steps), recipe.Epochs, MostEpochs);
        return recipe with { Batch = width, Epochs = passes, Patience = patience ?? Math.Max(recipe.Patience, passes / 4) };
    }
}
