namespace Streaming.Host.Reports;

/// <summary>What <c>dead-letters retry</c> did.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Published">Records published again.</param>
/// <param name="Gone">Letters whose record is not to be had whole.</param>
internal sealed record RetryReport(string Verb, string Version, long Published, long Gone);
