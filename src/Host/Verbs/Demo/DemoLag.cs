using System.Globalization;
using Streaming.Inference.Batches;
using Streaming.Inference.Keys;
using Streaming.Inference.Ports;

namespace Streaming.Host.Verbs.Demo;

/// <summary>
/// How far scoring is behind the generator, per partition: the mock broker drops what is older than its retention without a word.
/// </summary>
internal sealed class DemoLag(int partitions)
{
    // The feed writes what was sent, the lanes what was scored, each its own cells; both are only ever added to.
    private readonly long[] _sentRecords = new long[partitions];
    private readonly long[] _sentBytes = new long[partitions];
    private readonly long[] _scoredRecords = new long[partitions];
    private readonly long[] _scoredBytes = new long[partitions];

    /// <summary>The fullest partition's share of what the broker keeps; 1 is where records begin to be lost.</summary>
    public double Fullest
    {
        get
        {
            var fullest = 0.0;
            for (var partition = 0; partition < partitions; partition++)
            {
                var records = Volatile.Read(ref _sentRecords[partition]) - Volatile.Read(ref _scoredRecords[partition]);
                var bytes = Volatile.Read(ref _sentBytes[partition]) - Volatile.Read(ref _scoredBytes[partition]);
                fullest = Math.Max(fullest, Math.Max((double)records / MockBroker.RetainedRecords, (double)bytes / MockBroker.RetainedBytes));
            }

            return fullest;
        }
    }

    /// <summary>An event was sent.</summary>
    public void Sent(ReadOnlySpan<byte> key, int bytes)
    {
        var partition = Murmur2.PartitionOf(key, partitions);
        Volatile.Write(ref _sentRecords[partition], _sentRecords[partition] + 1);
        Volatile.Write(ref _sentBytes[partition], _sentBytes[partition] + bytes);
    }

    /// <summary>A sink that notes what has been scored before it passes it on.</summary>
    public IScoreSink Watch(IScoreSink sink) => new Watched(this, sink);

    /// <summary>What was said when the lag came near the retention.</summary>
    public static string Message(double fullest) => string.Create(
        CultureInfo.InvariantCulture,
        $"scoring is too far behind: a partition holds {fullest:P0} of what the in-process broker keeps ({MockBroker.RetainedRecords:N0} records or 5 MiB). Try a lower --pace, or --pace max to go as fast as this machine scores");

    private sealed class Watched(DemoLag lag, IScoreSink sink) : IScoreSink
    {
        public ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
        {
            long bytes = 0;
            for (var row = 0; row < batch.Count; row++)
            {
                bytes += Math.Max(0, batch.Sizes[row]);
            }

            Interlocked.Add(ref lag._scoredRecords[batch.Partition], batch.Count);
            Interlocked.Add(ref lag._scoredBytes[batch.Partition], bytes);
            return sink.PublishAsync(batch, deliveries, cancellationToken);
        }
    }
}
