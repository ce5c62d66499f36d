using System.Globalization;

namespace Streaming.Broker.Tests.Support;

/// <summary>
/// Fault tests have a short form for CI and a long one for a quiet evening: STREAMING_TEST_LONG=1. On a machine that does other work as well,
/// STREAMING_TEST_PATIENCE=3 gives recoveries three times their time; what is checked afterwards stays the same.
/// </summary>
internal static class TestLength
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("STREAMING_TEST_LONG") == "1";

    private static double Patience { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("STREAMING_TEST_PATIENCE"), CultureInfo.InvariantCulture, out var factor) ? factor : 1;

    public static int Of(int shortForm, int longForm) => IsLong ? longForm : shortForm;

    public static TimeSpan Within(double seconds) => TimeSpan.FromSeconds(seconds * Patience);
}
