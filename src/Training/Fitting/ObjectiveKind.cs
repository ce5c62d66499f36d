namespace Streaming.Training.Fitting;

/// <summary>What a network learns.</summary>
internal enum ObjectiveKind
{
    /// <summary>The probability of fraud, from labels.</summary>
    Fraud,

    /// <summary>How little an event was to be expected, without labels.</summary>
    Surprise,
}
