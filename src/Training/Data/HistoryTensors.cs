using static TorchSharp.torch;

namespace Streaming.Training.Data;

/// <summary>A history in native memory, from which chunks are gathered.</summary>
internal sealed class HistoryTensors : IDisposable
{
    private readonly Tensor _features;
    private readonly Tensor? _categories;
    private readonly Tensor _targets;

    public HistoryTensors(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var rows = history.Count + 1L;
        _features = tensor(history.Features, [rows, history.FeatureCount]).DetachFromDisposeScope();
        _categories = history.Vocabularies.Count == 0
            ? null
            : tensor(history.Categories, [rows, history.Vocabularies.Count]).DetachFromDisposeScope();
        _targets = tensor([.. history.Labels.Select(label => label == 1 ? 1f : 0f)], [rows]).DetachFromDisposeScope();
    }

    /// <summary>The events of a chunk: features [T, N, F], categories [T, N, C], targets [T, N]. Belongs to the current dispose scope.</summary>
    public ChunkTensors Gather(Chunk chunk)
    {
        using var rows = tensor(chunk.Rows);
        return new ChunkTensors(
            _features.index_select(0, rows).view(chunk.Steps, chunk.Lanes, -1),
            _categories?.index_select(0, rows).view(chunk.Steps, chunk.Lanes, -1),
            _targets.index_select(0, rows).view(chunk.Steps, chunk.Lanes));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _features.Dispose();
        _categories?.Dispose();
        _targets.Dispose();
    }
}
