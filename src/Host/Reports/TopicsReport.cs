using Streaming.Sink.Topics;

namespace Streaming.Host.Reports;

/// <summary>What <c>topics</c> found and did.</summary>
internal sealed record TopicsReport(string Verb, string Version, IReadOnlyList<TopicOutcome> Topics);
