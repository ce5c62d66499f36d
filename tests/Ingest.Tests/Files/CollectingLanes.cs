using System.Text;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;

namespace Streaming.Ingest.Tests.Files;

/// <summary>A lane that keeps what it is offered, and refuses every so often.</summary>
internal sealed class CollectingLanes(int capacity, int refuseEvery) : ILanes
{
    private static readonly EventEncoder Encoder = new(FeatureSchema.Parse(
        """
        {
          "version": 1, "id": { "field": "id" }, "key": { "field": "id" }, "time": { "field": "t", "format": "iso-8601" },
          "features": [ { "name": "x", "kind": "numeric", "field": "x" } ]
        }
        """));

    private int _offers;

    public List<(long Offset, int Epoch, string Value, string? Reason)> Records { get; } = [];

    public List<string> Calls { get; } = [];

    public TaskCompletionSource HasAssigned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when this many records came.</summary>
    public (int Count, TaskCompletionSource Signal) Awaited { get; set; } = (int.MaxValue, new());

    public void Assigned(IReadOnlyList<int> partitions)
    {
        Calls.Add($"assigned {string.Join(',', partitions)}");
        HasAssigned.TrySetResult();
    }

    public void Revoked(IReadOnlyList<int> partitions) => Calls.Add($"revoked {string.Join(',', partitions)}");

    public void Lost(IReadOnlyList<int> partitions) => Calls.Add("lost");

    public RecordBatch Rent(int partition) => new(Encoder, capacity, 100_000) { Partition = partition };

    public bool TryOffer(RecordBatch batch)
    {
        if (refuseEvery > 0 && ++_offers % refuseEvery == 0)
        {
            return false;
        }

        for (var row = 0; row < batch.Count; row++)
        {
            Records.Add((batch.Offsets[row], batch.Epoch, Encoding.UTF8.GetString(batch.ValueOf(row)), batch.Faults[row].Reason));
        }

        if (Records.Count >= Awaited.Count)
        {
            Awaited.Signal.TrySetResult();
        }

        return true;
    }

    public bool HasRoom(int partition) => true;

    public void WaitForRoom(TimeSpan timeout)
    {
    }

    public void EndReached(int partition, long position, int epoch) => Calls.Add($"end {partition} {position} {epoch}");
}
