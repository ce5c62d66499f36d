using System.Globalization;
using Microsoft.Extensions.Logging;
using Streaming.Inference.Batches;
using Streaming.Inference.State;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Keys;

/// <summary>The edge behind which no raw key is seen: says where a key belongs, then replaces it where it is sensitive. Thread-safe.</summary>
internal sealed class KeyEdge(InferenceOptions options, KeyMask? mask, InferenceTelemetry telemetry, string topic, ILogger logger)
{
    private int _hasWarned;

    /// <summary>Looks at the key of a decoded row.</summary>
    public RecordFault Pass(RecordBatch batch, int row)
    {
        var key = batch.Rows.KeyOf(row);
        if (key.Length > KeyArena.MaxKeyLength)
        {
            return new RecordFault(
                FaultReason.BadText,
                string.Create(CultureInfo.InvariantCulture, $"A key of {key.Length} bytes; at most {KeyArena.MaxKeyLength} are kept"));
        }

        if (options.InputPartitions is { } partitions && Murmur2.PartitionOf(key, partitions) is var owner && owner != batch.Partition)
        {
            Count(batch, row, owner);
            if (options.StrictKeys)
            {
                return new RecordFault(
                    FaultReason.Misrouted,
                    string.Create(CultureInfo.InvariantCulture, $"The key belongs to partition {owner}"));
            }
        }

        mask?.Replace(batch.Rows, row);
        return default;
    }

    private void Count(RecordBatch batch, int row, int owner)
    {
        telemetry.Misrouted.Add(1);
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            logger.Misrouted(topic, batch.Partition, batch.Offsets[row], owner);
        }
    }
}
