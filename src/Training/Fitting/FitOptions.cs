using Streaming.Assessment.Metrics;
using Streaming.Training.Cells;
using Streaming.Training.Loop;

namespace Streaming.Training.Fitting;

/// <summary>What <c>streaming-train fit</c> is asked for.</summary>
internal sealed record FitOptions
{
    /// <summary>The feature schema, its constants not fitted yet.</summary>
    public required string Schema { get; init; }

    /// <summary>The artifact to write.</summary>
    public required string Out { get; init; }

    /// <summary>The recurrent unit.</summary>
    public CellKind Cell { get; init; } = CellKind.Gru;

    /// <summary>Of a simple network.</summary>
    public Activation Activation { get; init; }

    /// <summary>H.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>L.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Begin of the training period, microseconds; the first event unless set. Earlier events still move the states.</summary>
    public long? From { get; init; }

    /// <summary>Events at or after it are not looked at, microseconds.</summary>
    public long? To { get; init; }

    /// <summary>Begin of the validation period; the last tenth unless set.</summary>
    public long? ValidateFrom { get; init; }

    /// <summary>End of the validation period; <see cref="To"/> unless set.</summary>
    public long? ValidateTo { get; init; }

    /// <summary>Time until a label is known.</summary>
    public TimeSpan LabelDelay { get; init; }

    /// <summary>What is learnt.</summary>
    public ObjectiveKind Objective { get; init; }

    /// <summary>How much more a fraud counts than a genuine event.</summary>
    public double PositiveWeight { get; init; } = 1;

    /// <summary>Exponent of the focal loss.</summary>
    public double Focus { get; init; }

    /// <summary>How the threshold is chosen; null: as many alerts as the validation period has frauds.</summary>
    public ThresholdRule? Threshold { get; init; }

    /// <summary>How the network is trained, but for the three numbers that depend on how many data there are.</summary>
    public LoopOptions Loop { get; init; } = new();

    /// <summary>Lanes side by side; by the data unless set.</summary>
    public int? Batch { get; init; }

    /// <summary>Passes over the training period at most; by the data unless set.</summary>
    public int? Epochs { get; init; }

    /// <summary>Epochs without a better validation before training ends; by the epochs unless set.</summary>
    public int? Patience { get; init; }

    /// <summary>Threads of libtorch. Another number sums in another order, so it is part of what makes a run reproducible; steps are too small to share.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Folder for the report; none unless set.</summary>
    public string? Report { get; init; }
}
