using System.Collections.Concurrent;

namespace Streaming.Inference.Lanes;

/// <summary>Makes lanes, opens them, and sees them to their end. Thread-safe.</summary>
internal sealed class LaneFactory(LaneParts parts, LaneOpener opener, Epochs epochs, Supervisor supervisor, string topic)
{
    private readonly ConcurrentQueue<Task> _closing = [];

    /// <summary>Completes when every lane that was dropped so far has ended.</summary>
    public Task Closed => Task.WhenAll(_closing);

    /// <summary>A lane that is not open yet.</summary>
    public Lane Create(int partition)
    {
        var lane = new Lane(partition, epochs.Next(), parts);
        supervisor.Watch($"The lane of {topic}[{partition}]", lane.Completion);
        return lane;
    }

    /// <summary>Begins to open a lane.</summary>
    public void Open(Lane lane, bool isFirstAssignment) => supervisor.Watch(
        $"Opening {topic}[{lane.Partition}]",
        parts.Tasks.StartNew(() => opener.OpenAsync(lane, isFirstAssignment)).Unwrap());

    /// <summary>Throws away what a lane holds, and lets it end.</summary>
    public void Drop(Lane lane)
    {
        lane.Abandon();
        _closing.Enqueue(parts.Tasks.StartNew(() => EndAsync(lane)).Unwrap());
    }

    private static async Task EndAsync(Lane lane)
    {
        // Its faults are the supervisor's.
        using (lane)
        {
            await lane.CloseAsync().ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
