using System.Diagnostics;

namespace Streaming.Broker.Tests.Support;

/// <summary>Waits for a claim about another process, which gives no signal to await.</summary>
internal static class Eventually
{
    public static Task TrueAsync(Func<bool> claim, TimeSpan within, Func<string> otherwise) =>
        TrueAsync(() => Task.FromResult(claim()), within, otherwise);

    public static async Task TrueAsync(Func<Task<bool>> claim, TimeSpan within, Func<string> otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!await claim())
        {
            if (watch.Elapsed > within)
            {
                Assert.Fail($"not within {within}: {otherwise()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
