using System.Globalization;

namespace Streaming.Inference.Tests.Support;

/// <summary>How often a law is tried: the short form, or so many times it (environment variable <c>LAW_FACTOR</c>).</summary>
internal static class Iterations
{
    private static readonly int Factor =
        int.TryParse(Environment.GetEnvironmentVariable("LAW_FACTOR"), CultureInfo.InvariantCulture, out var factor) ? factor : 1;

    public static long Of(int shortForm) => (long)shortForm * Factor;
}
