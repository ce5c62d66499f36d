using Streaming.Inference.Ports;

namespace Streaming.Host.Tests.Telemetry;

/// <summary>A source that is never asked to run.</summary>
internal sealed class SilentSource : IRecordSource
{
    public string Topic => "transactions";

    public Task Ended => Task.CompletedTask;

    public Task RunAsync(ILanes lanes) => throw NotAsked();

    public void StopFetching() => throw NotAsked();

    public Task CloseAsync(CancellationToken cancellationToken) => throw NotAsked();

    public void Seek(int partition, long offset, int epoch) => throw NotAsked();

    public Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken) => throw NotAsked();

    public Task<PartitionRange> RangeAsync(int partition, CancellationToken cancellationToken) => throw NotAsked();

    public Task CommitAsync(IReadOnlyList<PartitionOffset> offsets, CancellationToken cancellationToken) => throw NotAsked();

    public GroupMetadata ReadGroupMetadata() => throw NotAsked();

    private static InvalidOperationException NotAsked() => new("Nothing runs here.");
}
