namespace Streaming.Inference.Ports;

/// <summary>What became of a transaction.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Reason">Why it was not committed, for a log; null if it was.</param>
public readonly record struct CommitOutcome(CommitStatus Status, string? Reason)
{
    /// <summary>It was committed.</summary>
    public static CommitOutcome Committed { get; } = new(CommitStatus.Committed, null);

    /// <summary>It was not, and can be aborted.</summary>
    public static CommitOutcome Abortable(string reason) => new(CommitStatus.Abortable, reason);

    /// <summary>It was or was not.</summary>
    public static CommitOutcome Unknown(string reason) => new(CommitStatus.Unknown, reason);
}
