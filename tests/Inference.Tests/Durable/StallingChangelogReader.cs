using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Durable;

/// <summary>Refuses partition 1 at a signal, and returns from partition 2, cancelled or not, only when told to.</summary>
internal sealed class StallingChangelogReader(IChangelogReader behind, Task refuse) : IChangelogReader
{
    private readonly TaskCompletionSource _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Flow() => _flows.TrySetResult();

    public Task<long?> CommittedAsync(int partition, CancellationToken cancellationToken) => behind.CommittedAsync(partition, cancellationToken);

    public Task<ChangelogRange> FindRangeAsync(int partition, CancellationToken cancellationToken) => behind.FindRangeAsync(partition, cancellationToken);

    public async Task<long> ReadAsync(int partition, long? from, long end, ChangelogRecordHandler take, CancellationToken cancellationToken)
    {
        if (partition == 1)
        {
            await refuse;
            throw new StateRefusedException("refused");
        }

        if (partition == 2)
        {
            await _flows.Task;
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await behind.ReadAsync(partition, from, end, take, cancellationToken);
    }
}
