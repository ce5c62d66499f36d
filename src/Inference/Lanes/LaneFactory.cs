using System.Collections.Concurrent;
using Streaming.Inference.Snapshots;

namespace Streaming.Inference.Lanes;

/// <summary>Makes lanes, opens them, and sees them to their end. Thread-safe.</summary>
internal sealed class LaneFactory(LaneParts parts, LaneOpener opener, LeavingSnapshots? snapshots, Epochs epochs, Supervisor supervisor, string topic)
{
    private readonly ConcurrentQueue<Task> _ending = [];

    /// <summary>Completes when every lane that was dropped so far has ended, and everything that was to open one.</summary>
    public Task Closed => Task.WhenAll(_ending);

    /// <summary>A lane that is not open yet.</summary>
    public Lane Create(int partition)
    {
        var lane = new Lane(partition, epochs.Next(), parts);
        supervisor.Watch($"The lane of {topic}[{partition}]", lane.Completion);
        return lane;
    }

    /// <summary>Begins to open a lane.</summary>
    public void Open(Lane lane, bool isFirstAssignment)
    {
        var opening = parts.Tasks.StartNew(() => opener.OpenAsync(lane, isFirstAssignment)).Unwrap();
        supervisor.Watch($"Opening {topic}[{lane.Partition}]", opening);
        _ending.Enqueue(parts.Tasks.StartNew(() => EndAsync(opening)).Unwrap());
    }

    /// <summary>Throws away what a lane holds, and lets it end.</summary>
    public void Drop(Lane lane)
    {
        lane.Abandon();
        _ending.Enqueue(parts.Tasks.StartNew(() => EndAsync(lane)).Unwrap());
    }

    private async Task EndAsync(Lane lane)
    {
        using (lane)
        {
            await EndAsync(lane.CloseAsync());
            snapshots?.Write(lane);
        }
    }

    // Its faults are the supervisor's.
    private static async Task EndAsync(Task ending) =>
        await ending.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
}
