namespace Streaming.Host.Monitoring;

/// <summary>What this process says about itself to an orchestrator.</summary>
internal sealed class Health
{
    // Written by the verb, read by requests: one reference, replaced whole.
    private volatile string? _unreadyBecause = "starting";
    private volatile bool _hasStarted;

    /// <summary>Why no work should be expected of this process now; null when it is ready.</summary>
    public string? UnreadyBecause => _unreadyBecause;

    /// <summary>Whether the pipeline has begun to run.</summary>
    public bool HasStarted => _hasStarted;

    /// <summary>The pipeline runs.</summary>
    public void Ready()
    {
        _unreadyBecause = null;
        _hasStarted = true;
    }

    /// <summary>The pipeline drains.</summary>
    public void Draining() => _unreadyBecause = "draining";
}
