using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.Pacing;

/// <summary>
/// Holds events back so that they come at a pace. Every event has its due time on one schedule from the first event on, so that
/// coarse timers and pauses of the machine do not add up: what is late is caught up.
/// </summary>
internal sealed class Pacer(Pace pace, TimeProvider clock)
{
    // Below this a timer costs more than it holds back; a burst of a millisecond is what 1,000 events/s look like anyway.
    private static readonly TimeSpan s_grain = TimeSpan.FromMilliseconds(1);

    private long _started;
    private long _firstEventTime;
    private long _events;

    /// <summary>Completes when the next event is due.</summary>
    /// <param name="eventTime">Its event time, microseconds since the Unix epoch.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public ValueTask WaitAsync(long eventTime, CancellationToken cancellationToken)
    {
        if (pace == Pace.Max)
        {
            return ValueTask.CompletedTask;
        }

        if (_events++ == 0)
        {
            _started = clock.GetTimestamp();
            _firstEventTime = eventTime;
        }

        var wait = Due(eventTime) - clock.GetElapsedTime(_started);
        return wait < s_grain ? ValueTask.CompletedTask : new ValueTask(Task.Delay(wait, clock, cancellationToken));
    }

    private TimeSpan Due(long eventTime) => TimeSpan.FromSeconds((double)(pace.EventsPerSecond > 0
        ? (_events - 1) / pace.EventsPerSecond
        : (eventTime - _firstEventTime) / 1_000_000m / pace.SpeedUp));
}
