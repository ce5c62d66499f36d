namespace Streaming.Ingest.Ranges;

/// <summary>What is read of a topic: from a beginning to the ends that the partitions have when the reading begins.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="EventTimeOf">Merges partitions by event time.</param>
/// <param name="MaxAhead">How far an event time may lie ahead of its record's timestamp to be believed.</param>
/// <param name="Partitions">The partitions; null for all.</param>
/// <param name="From">
/// The first event time that is wanted; null for the log's start. Found by record timestamps, which lie no further than
/// <paramref name="MaxAhead"/> before event times: nothing wanted is missed, and some earlier records come along.
/// </param>
public sealed record TopicRange(
    string Topic, EventTimeReader EventTimeOf, TimeSpan MaxAhead, IReadOnlyList<int>? Partitions = null, DateTimeOffset? From = null);
