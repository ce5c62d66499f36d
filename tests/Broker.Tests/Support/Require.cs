namespace Streaming.Broker.Tests.Support;

/// <summary>What a test needs from its machine: a skip with a reason elsewhere, a failure in CI.</summary>
internal static class Require
{
    public static void That(bool isHere, string reason)
    {
        if (isHere)
        {
            return;
        }

        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail($"CI must not skip: {reason}");
        }

        Assert.Skip(reason);
    }
}
