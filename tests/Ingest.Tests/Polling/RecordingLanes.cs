using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;

namespace Streaming.Ingest.Tests.Polling;

/// <summary>Lanes that keep what they are offered, and refuse while they are told to.</summary>
internal sealed class RecordingLanes(int capacity = 100) : ILanes
{
    private static readonly EventEncoder Encoder = new(FeatureSchema.Parse(
        """{"version":1,"key":{"field":"k"},"time":{"field":"t","format":"iso-8601"},"features":[{"name":"a","kind":"numeric","field":"a","transform":"identity"}]}"""));

    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<(int Partition, int Epoch, long Offset, string Value)> Records { get; } = new();

    public ConcurrentQueue<(int Partition, long Position, int Epoch)> Ends { get; } = new();

    public volatile bool IsFull;

    public volatile int Refusals;

    public Action<IReadOnlyList<int>>? OnAssigned { get; set; }

    public void Assigned(IReadOnlyList<int> partitions)
    {
        Calls.Enqueue($"assigned {string.Join(',', partitions.Order())}");
        OnAssigned?.Invoke(partitions);
        _changed.Writer.TryWrite(true);
    }

    public void Revoked(IReadOnlyList<int> partitions)
    {
        Calls.Enqueue($"revoked {string.Join(',', partitions.Order())}");
        _changed.Writer.TryWrite(true);
    }

    public void Lost(IReadOnlyList<int> partitions)
    {
        Calls.Enqueue($"lost {string.Join(',', partitions.Order())}");
        _changed.Writer.TryWrite(true);
    }

    public RecordBatch Rent(int partition) => new(Encoder, capacity, 1_000_000) { Partition = partition };

    public bool TryOffer(RecordBatch batch)
    {
        if (IsFull)
        {
            Interlocked.Increment(ref Refusals);
            _changed.Writer.TryWrite(true);
            return false;
        }

        for (var row = 0; row < batch.Count; row++)
        {
            Records.Enqueue((batch.Partition, batch.Epoch, batch.Offsets[row], Encoding.UTF8.GetString(batch.ValueOf(row))));
        }

        _changed.Writer.TryWrite(true);
        return true;
    }

    public bool HasRoom(int partition) => !IsFull;

    public void WaitForRoom(TimeSpan timeout)
    {
    }

    public void EndReached(int partition, long position, int epoch)
    {
        Ends.Enqueue((partition, position, epoch));
        _changed.Writer.TryWrite(true);
    }

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await _changed.Reader.ReadAsync(deadline.Token);
        }
    }

    /// <summary>Offsets of a partition in the order in which they were offered.</summary>
    public long[] OffsetsOf(int partition) => [.. Records.Where(record => record.Partition == partition).Select(record => record.Offset)];
}
