using System.ComponentModel.DataAnnotations;

namespace Streaming.Ingest;

/// <summary>How records are read from Kafka.</summary>
public sealed class IngestOptions
{
    /// <summary>The input topic.</summary>
    [Required]
    [StringLength(249, MinimumLength = 1)]
    public string Topic { get; set; } = "";

    /// <summary>The consumer group.</summary>
    [Required]
    [StringLength(255, MinimumLength = 1)]
    public string Group { get; set; } = "";

    /// <summary>The group protocol: <c>classic</c> unless set, or <c>consumer</c> (KIP-848, brokers from 4.0 on).</summary>
    [RegularExpression("classic|consumer")]
    public string GroupProtocol { get; set; } = "classic";

    /// <summary>Whether reading ends at the ends that all partitions had at the start.</summary>
    public bool UntilEnd { get; set; }

    /// <summary>Reading ends after so many records; none unless set.</summary>
    [Range(1, long.MaxValue)]
    public long? MaxEvents { get; set; }

    /// <summary>How long the poll thread waits for a full lane before it pauses the partition; 1 ms to 1 s, 100 ms unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan PauseAfter { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the header <c>traceparent</c> is read: costs an allocation per header and record. On by itself while spans are recorded.</summary>
    public bool ReadTraceParents { get; set; }

    /// <summary>How long a broker may not answer at the start before the program gives up; 1 s to 1 h, 30 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request to a broker may take; 1 s to 5 min, 10 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a missing input topic may stay missing before reading faults; 1 s to 5 min, 10 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan TopicMissingTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The first delay between two tries; it doubles up to <see cref="MaxRetryDelay"/>; 1 ms to 10 s, 100 ms unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest delay between two tries; 1 ms to 1 min, 2 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(2);
}
