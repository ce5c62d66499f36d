namespace Streaming.Broker.Tests.Support;

/// <summary>Fault tests have a short form for CI and a long one for a quiet evening: STREAMING_TEST_LONG=1.</summary>
internal static class TestLength
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("STREAMING_TEST_LONG") == "1";

    public static int Of(int shortForm, int longForm) => IsLong ? longForm : shortForm;
}
