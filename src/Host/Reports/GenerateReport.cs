namespace Streaming.Host.Reports;

/// <summary>What <c>generate</c> made.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Events">Transactions.</param>
/// <param name="Frauds">Those that are fraud.</param>
/// <param name="Cards">Different cards, at most.</param>
/// <param name="Target">The topic or file.</param>
internal sealed record GenerateReport(string Verb, string Version, double Seconds, long Events, long Frauds, int Cards, string Target);
