using Streaming.Model.Artifact;

namespace Streaming.Inference.Health;

/// <summary>What is watched of a model's inputs and outputs. Immutable.</summary>
internal sealed class HealthShape
{
    /// <summary>Parts of the window: it slides by one of them at a time.</summary>
    public const int Parts = 12;

    public HealthShape(StepModel model, InferenceOptions options)
    {
        var trained = TrainedDistribution.ReadAll(model.Metadata.Training)
            .GroupBy(distribution => distribution.Name)
            .ToDictionary(group => group.Key, group => group.First());
        Features = [.. model.Schema.FeatureNames.Select(Find)];
        Categories = [.. model.Schema.Categories.Select(category => Find(category.Name))];
        Score = Find(TrainedDistribution.Score);
        CategoryNames = [.. model.Schema.Categories.Select(category => category.Name)];
        FieldNames = model.Encoder.FeatureFields;
        StateLength = model.StateLength;
        Time = options.DriftTime;
        Window = options.DriftWindow;

        WatchedColumn? Find(string name) => trained.TryGetValue(name, out var distribution) ? Watch(distribution) : null;
    }

    /// <summary>The columns of <c>features</c>; null where training said nothing of one.</summary>
    public IReadOnlyList<WatchedColumn?> Features { get; }

    /// <summary>The columns of <c>categories</c>; null likewise.</summary>
    public IReadOnlyList<WatchedColumn?> Categories { get; }

    /// <summary>The score; null likewise.</summary>
    public WatchedColumn? Score { get; }

    /// <summary>All that drift is measured of, in the order of their bins.</summary>
    public IReadOnlyList<WatchedColumn> Watched => _watched;

    /// <summary>Bins of all watched columns together.</summary>
    public int Bins { get; private set; }

    /// <summary>Names of the columns of <c>categories</c>.</summary>
    public IReadOnlyList<string> CategoryNames { get; }

    /// <summary>The fields that features are made of, as the encoder numbers them.</summary>
    public IReadOnlyList<string> FieldNames { get; }

    /// <summary>S: floats of hidden state.</summary>
    public int StateLength { get; }

    /// <summary>Which time the window slides over.</summary>
    public WindowTime Time { get; }

    /// <summary>The window's length.</summary>
    public TimeSpan Window { get; }

    private readonly List<WatchedColumn> _watched = [];

    /// <summary>The part of all time that a moment (microseconds) falls into.</summary>
    public long PartOf(long microseconds) => Math.DivRem(microseconds, Math.Max(1, Window.Ticks / TimeSpan.TicksPerMicrosecond / Parts)).Quotient;

    private WatchedColumn Watch(TrainedDistribution distribution)
    {
        var column = new WatchedColumn(distribution.Name, [.. distribution.Edges], [.. distribution.Shares], Bins);
        _watched.Add(column);
        Bins += column.Shares.Length;
        return column;
    }
}
