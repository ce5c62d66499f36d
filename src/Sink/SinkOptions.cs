using System.ComponentModel.DataAnnotations;

namespace Streaming.Sink;

/// <summary>Where scores, alerts and dead letters go, and how.</summary>
public sealed class SinkOptions
{
    /// <summary>The topic of scores.</summary>
    [Required]
    [StringLength(249, MinimumLength = 1)]
    public string ScoresTopic { get; set; } = "streaming.scores";

    /// <summary>The topic of alerts; null to publish none.</summary>
    [StringLength(249, MinimumLength = 1)]
    public string? AlertsTopic { get; set; } = "streaming.alerts";

    /// <summary>The topic of dead letters.</summary>
    [Required]
    [StringLength(249, MinimumLength = 1)]
    public string DeadLetterTopic { get; set; } = "streaming.dead-letter";

    /// <summary>Whether dead letters are published; otherwise they are only counted, as in a replay, whose records have had theirs.</summary>
    public bool PublishesDeadLetters { get; set; } = true;

    /// <summary>What a dead letter carries of its record; <see cref="DeadLetterPayload.Cut"/> unless set.</summary>
    public DeadLetterPayload DeadLetterPayload { get; set; } = DeadLetterPayload.Cut;

    /// <summary>How long a full producer queue is waited for before it is looked at again; 1 ms to 1 s, 5 ms unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan QueueFullDelay { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How long a broker may not answer at the start before the program gives up; 1 s to 1 h, 30 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request to a broker may take; 1 s to 5 min, 10 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The first delay between two tries; it doubles up to <see cref="MaxRetryDelay"/>; 1 ms to 10 s, 100 ms unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest delay between two tries; 1 ms to 1 min, 2 s unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The topics that are written.</summary>
    internal IReadOnlyCollection<string> Topics =>
        [ScoresTopic, .. AlertsTopic is { } alerts ? [alerts] : (string[])[], .. PublishesDeadLetters ? [DeadLetterTopic] : (string[])[]];

    /// <summary>Names the three topics after an application: <c>APP.scores</c>, <c>APP.alerts</c>, <c>APP.dead-letter</c>.</summary>
    public void NameTopicsAfter(string app)
    {
        ArgumentException.ThrowIfNullOrEmpty(app);
        ScoresTopic = $"{app}.scores";
        AlertsTopic = $"{app}.alerts";
        DeadLetterTopic = $"{app}.dead-letter";
    }
}
