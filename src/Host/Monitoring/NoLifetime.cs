namespace Streaming.Host.Monitoring;

/// <summary>The web server lives as long as the verb: it must not listen for signals itself, or it would stop before the lanes are drained.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
