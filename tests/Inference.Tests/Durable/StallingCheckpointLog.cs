using Streaming.Inference.Checkpoints;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Durable;

/// <summary>Holds commits until told to go on.</summary>
internal sealed class StallingCheckpointLog(ICheckpointLog behind) : ICheckpointLog
{
    private readonly TaskCompletionSource _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a commit waits.</summary>
    public Task Reached => _reached.Task;

    public void Flow() => _flows.TrySetResult();

    public async Task<CommitOutcome> CommitAsync(IReadOnlyList<PartitionOffset> offsets, GroupMetadata metadata)
    {
        _reached.TrySetResult();
        await _flows.Task;
        return await behind.CommitAsync(offsets, metadata);
    }

    public Task InitializeAsync(CancellationToken cancellationToken) => behind.InitializeAsync(cancellationToken);

    public void Begin() => behind.Begin();

    public ValueTask AppendAsync(int partition, ChangelogRecords records, CancellationToken cancellationToken) =>
        behind.AppendAsync(partition, records, cancellationToken);

    public Task<bool> TryAbortAsync() => behind.TryAbortAsync();
}
