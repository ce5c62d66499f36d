namespace Streaming.Host.Monitoring;

/// <summary>What this process says about itself to an orchestrator.</summary>
internal sealed class Health
{
    // Written by the verb, read by requests: one reference, replaced whole.
    private volatile string? _unreadyBecause = "starting";

    /// <summary>Why no work should be expected of this process now; null when it is ready.</summary>
    public string? UnreadyBecause => _unreadyBecause;

    /// <summary>The pipeline runs.</summary>
    public void Ready() => _unreadyBecause = null;

    /// <summary>The pipeline drains.</summary>
    public void Draining() => _unreadyBecause = "draining";
}
