namespace Streaming.Inference;

/// <summary>Where a partition begins that nobody has committed an offset for.</summary>
public enum StartAt
{
    /// <summary>At the log's start.</summary>
    Earliest,

    /// <summary>At the end seen at the start.</summary>
    Latest,

    /// <summary>At the end seen at the start, with the states that stepping through all before it makes.</summary>
    Warm,
}
