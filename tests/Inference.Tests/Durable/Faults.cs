namespace Streaming.Inference.Tests.Durable;

/// <summary>How often, once in so many times, what goes wrong; 0 is never.</summary>
internal sealed record Faults
{
    /// <summary>A commit that can be aborted.</summary>
    public int Abortable { get; init; }

    /// <summary>A commit with an unknown outcome that committed.</summary>
    public int UnknownCommitted { get; init; }

    /// <summary>A commit with an unknown outcome that did not.</summary>
    public int UnknownAborted { get; init; }

    /// <summary>An abort that fails.</summary>
    public int FailedAbort { get; init; }

    /// <summary>A delivery that fails.</summary>
    public int FailedDelivery { get; init; }

    /// <summary>A consumer that is no member of its group for a moment.</summary>
    public int NoMember { get; init; }

    /// <summary>A death, at any call of any port.</summary>
    public int Kill { get; init; }
}
