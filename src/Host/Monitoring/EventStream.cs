using Streaming.Host.Monitoring.Snapshots;

namespace Streaming.Host.Monitoring;

/// <summary><c>/events</c>: a snapshot a second to whoever is connected, as server-sent events.</summary>
internal sealed class EventStream(SnapshotFeed feed, TimeProvider clock, CancellationToken stopping)
{
    // More than a wall of screens; a client that reconnects without closing must not fill the process.
    private const int MaxViewers = 64;

    private int _viewers;

    /// <summary>Sends until the viewer goes or the server stops.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _viewers) > MaxViewers)
        {
            Interlocked.Decrement(ref _viewers);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await SendAsync(context.Response, ended.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The viewer went, or we do.
        }
        finally
        {
            Interlocked.Decrement(ref _viewers);
        }
    }

    private async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        using var timer = new PeriodicTimer(SnapshotFeed.Interval, clock);
        do
        {
            await response.BodyWriter.WriteAsync("data: "u8.ToArray(), cancellationToken);
            await response.BodyWriter.WriteAsync(feed.Latest(), cancellationToken);
            await response.BodyWriter.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
