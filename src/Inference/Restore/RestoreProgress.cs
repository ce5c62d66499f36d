namespace Streaming.Inference.Restore;

/// <summary>Shows how far one restore is: the metric every second, the log every ten.</summary>
internal sealed class RestoreProgress : IDisposable
{
    private const int TicksPerLine = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly RestoredPartition _restored;
    private readonly InferenceTelemetry _telemetry;
    private readonly Action<long> _tell;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private long _counted;
    private int _ticks;

    /// <summary>Begins.</summary>
    /// <param name="restored">What is being read.</param>
    /// <param name="telemetry">Whose counter grows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes a line with the records so far.</param>
    public RestoreProgress(RestoredPartition restored, InferenceTelemetry telemetry, TimeProvider time, Action<long> tell)
    {
        _restored = restored;
        _telemetry = telemetry;
        _tell = tell;
        _timer = time.CreateTimer(_ => Show(), null, Tick, Tick);
    }

    /// <summary>Ends: what was not counted yet is counted.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Count();
    }

    private void Show()
    {
        Count();
        if (Interlocked.Increment(ref _ticks) % TicksPerLine == 0)
        {
            _tell(_restored.Records);
        }
    }

    private void Count()
    {
        // The timer's last call may overlap the end.
        lock (_lock)
        {
            var records = _restored.Records;
            _telemetry.RestoredRecords.Add(records - _counted);
            _counted = records;
        }
    }
}
