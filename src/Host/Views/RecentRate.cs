namespace Streaming.Host.Views;

/// <summary>Events a second over the last few looks: steadier than one interval, livelier than the mean since the start.</summary>
internal sealed class RecentRate(TimeProvider clock)
{
    private const int Looks = 8;
    private readonly Queue<(long Time, long Events)> _looks = new();

    /// <summary>Notes the events so far and answers the rate.</summary>
    public double Of(long events)
    {
        var now = clock.GetTimestamp();
        _looks.Enqueue((now, events));
        if (_looks.Count > Looks)
        {
            _looks.Dequeue();
        }

        var (time, before) = _looks.Peek();
        var seconds = clock.GetElapsedTime(time, now).TotalSeconds;
        return seconds > 0 ? (events - before) / seconds : 0;
    }
}
