using System.ComponentModel.DataAnnotations;
using Streaming.Inference.Health;
using Streaming.Inference.Ports;

namespace Streaming.Inference;

/// <summary>How the pipeline runs: sizes, budgets, times.</summary>
public sealed class InferenceOptions
{
    /// <summary>
    /// Records a lane may hold before ingest is made to wait; 1 to 1,000,000, 4,096 unless set. A record above 1 KiB counts as its KiB.
    /// </summary>
    [Range(1, 1_000_000)]
    public int LaneCapacity { get; set; } = 4_096;

    /// <summary>Events in one ONNX Runtime call, and records in a batch, at most; 1 to 4,096, 256 unless set.</summary>
    [Range(1, 4_096)]
    public int MaxWave { get; set; } = 256;

    /// <summary>The cut: a score at or above it is an alert; 0 to 1, the model's own unless set.</summary>
    [Range(0f, 1f)]
    public float? Threshold { get; set; }

    /// <summary>Largest value that is read, bytes; above it a record is a dead letter; 1 to 16 MiB, 256 KiB unless set.</summary>
    [Range(1, 16 * 1024 * 1024)]
    public int MaxRecordBytes { get; set; } = 256 * 1024;

    /// <summary>How far an event time may lie ahead of its record's timestamp; beyond it a record is a dead letter; 0 s to 3,650 d, 1 h unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan MaxAhead { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Event time after which a silent key is forgotten; 1 s to 36,500 d, never unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan? StateTtl { get; set; }

    /// <summary>Time between two checkpoints; 10 ms to 10 min, 1 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long partitions that go away may drain and commit; 10 ms to 10 min, 10 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan DrainBudget { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Where a partition without a committed offset begins; <see cref="StartAt.Earliest"/> unless set.</summary>
    public StartAt Start { get; set; } = StartAt.Earliest;

    /// <summary>What to do with a partition whose state and offset do not agree; <see cref="StateMismatch.Refuse"/> unless set.</summary>
    public StateMismatch OnStateMismatch { get; set; } = StateMismatch.Refuse;

    /// <summary>Whether states may be rebuilt from a log that no longer begins at offset 0; no unless set.</summary>
    public bool AllowPartialHistory { get; set; }

    /// <summary>Memory for key states, bytes; beyond it ingest pauses; 1 MiB upward, no limit unless set.</summary>
    [Range(1024L * 1024, long.MaxValue)]
    public long? StateMemory { get; set; }

    /// <summary>A directory for snapshots, which spare a restart most of its restore; none are written or used unless set.</summary>
    public string? Snapshots { get; set; }

    /// <summary>Whether an event whose id is among its key's last eight becomes a dead letter; no unless set.</summary>
    public bool DropRepeats { get; set; }

    /// <summary>Records that become dead letters unread; none unless set.</summary>
    public IReadOnlyCollection<PartitionOffset> Skip { get; set; } = [];

    /// <summary>Partitions of the input, to tell a record whose key belongs to another; not told unless set.</summary>
    [Range(1, int.MaxValue)]
    public int? InputPartitions { get; set; }

    /// <summary>What is published of what is scored; all unless set.</summary>
    public OutputRange? Output { get; set; }

    /// <summary>Whether a record whose key belongs to another partition becomes a dead letter; no unless set.</summary>
    public bool StrictKeys { get; set; }

    /// <summary>The window that model health and drift are measured over; 1 min to 90 d, 1 h unless set. It slides by a twelfth.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan DriftWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Which time that window slides over; <see cref="WindowTime.Processing"/> unless set.</summary>
    public WindowTime DriftTime { get; set; } = WindowTime.Processing;

    /// <summary>What a sensitive key is replaced with the help of (HMAC-SHA256); needed exactly if the schema's key is sensitive.</summary>
    public byte[]? KeySecret { get; set; }
}
