namespace Streaming.Host.Reports;

/// <summary>How many dead letters there are.</summary>
internal sealed record DeadLettersReport(string Verb, string Version, long Letters, IReadOnlyDictionary<string, long> ByReason);
