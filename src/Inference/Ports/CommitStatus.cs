namespace Streaming.Inference.Ports;

/// <summary>The three outcomes of a commit.</summary>
public enum CommitStatus
{
    /// <summary>All of it is there.</summary>
    Committed,

    /// <summary>None of it will be there: the transaction has to be aborted.</summary>
    Abortable,

    /// <summary>A timeout, a fatal error, a fencing: all of it or none. A new producer under the same identity settles it.</summary>
    Unknown,
}
