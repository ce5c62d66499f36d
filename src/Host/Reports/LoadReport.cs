namespace Streaming.Host.Reports;

/// <summary>What <c>load</c> did.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Seconds">From the first row to the last delivery.</param>
/// <param name="Rows">Rows read: <paramref name="Published"/> plus <paramref name="Rejected"/>.</param>
/// <param name="Published">Events delivered.</param>
/// <param name="Rejected">Rows without a readable key, id or time.</param>
/// <param name="RejectedByReason">The same by reason.</param>
/// <param name="EventsPerSecond">Published over seconds.</param>
/// <param name="Topic">Where to.</param>
internal sealed record LoadReport(
    string Verb,
    string Version,
    double Seconds,
    long Rows,
    long Published,
    long Rejected,
    IReadOnlyDictionary<string, long> RejectedByReason,
    double EventsPerSecond,
    string Topic);
