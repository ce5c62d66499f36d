using System.Globalization;

namespace Streaming.Assessment.Backtests.Reports;

/// <summary>How the page writes numbers.</summary>
internal static class Say
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Figure(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    public static string Fine(double? value) => value?.ToString("0.00000", CultureInfo.InvariantCulture) ?? "–";

    public static string Share(double? value) => value?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "–";

    public static string Amount(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    public static string Rate(double? value) => value?.ToString(value < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture) ?? "–";

    public static string Signed(double? value) => value?.ToString("+0.0000;−0.0000;0.0000", CultureInfo.InvariantCulture) ?? "–";

    public static string Between(Interval? interval) =>
        interval is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{interval.Low:0.000} to {interval.High:0.000}");

    public static string Score(float score) => score.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Time(long microseconds) =>
        DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
