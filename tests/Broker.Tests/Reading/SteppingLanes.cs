using System.Collections.Concurrent;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Ingest;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;

namespace Streaming.Broker.Tests.Reading;

/// <summary>Lanes that open each partition where the group committed and remember what they were given.</summary>
internal sealed class SteppingLanes(KafkaRecordSource source) : ILanes
{
    private static readonly EventEncoder Encoder = new(FeatureSchema.Parse(
        """{"version":1,"key":{"field":"k"},"time":{"field":"t","format":"iso-8601"},"features":[{"name":"a","kind":"numeric","field":"a","transform":"identity"}]}"""));

    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    public ConcurrentDictionary<int, long> Ends { get; } = new();

    public ConcurrentDictionary<int, ConcurrentQueue<long>> Offsets { get; } = new();

    public ConcurrentDictionary<int, long> Owned { get; } = new();

    /// <summary>Faults when opening did.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    /// <summary>Whether what a partition has given is committed when it goes.</summary>
    public bool CommitsWhenRevoked { get; init; } = true;

    public void Assigned(IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            Owned[partition] = -1;
            _ = OpenAsync(partition);
        }
    }

    public void Revoked(IReadOnlyList<int> partitions)
    {
        var offsets = partitions.Where(partition => Owned.GetValueOrDefault(partition, -1) >= 0).Select(partition => new PartitionOffset(partition, Owned[partition])).ToList();
        if (CommitsWhenRevoked)
        {
            // From another thread, as the checkpointer does, while the poll thread waits here.
            Task.Run(() => source.CommitAsync(offsets, _cancelled), _cancelled).GetAwaiter().GetResult();
        }

        Lost(partitions);
    }

    public void Lost(IReadOnlyList<int> partitions)
    {
        foreach (var partition in partitions)
        {
            Owned.TryRemove(partition, out _);
        }
    }

    public RecordBatch Rent(int partition) => new(Encoder, 100, 1_000_000) { Partition = partition };

    public bool TryOffer(RecordBatch batch)
    {
        var offsets = Offsets.GetOrAdd(batch.Partition, _ => new());
        for (var row = 0; row < batch.Count; row++)
        {
            offsets.Enqueue(batch.Offsets[row]);
        }

        Owned[batch.Partition] = batch.Offsets[batch.Count - 1] + 1;
        return true;
    }

    public bool HasRoom(int partition) => true;

    public void WaitForRoom(TimeSpan timeout)
    {
    }

    public void EndReached(int partition, long position, int epoch)
    {
        Ends[partition] = position;
        Owned[partition] = position;
    }

    private async Task OpenAsync(int partition)
    {
        try
        {
            var committed = await source.CommittedAsync(partition, _cancelled);
            source.Seek(partition, committed ?? (await source.RangeAsync(partition, _cancelled)).Start, 1);
        }
        catch (Exception failure)
        {
            Failures.Enqueue(failure);
        }
    }
}
