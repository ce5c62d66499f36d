using Streaming.Ingest.Kafka;

namespace Streaming.Ingest.Tests.Kafka;

public sealed class ClientCallsTests
{
    [Fact]
    public async Task Closing_waits_for_the_call_in_flight_and_lets_no_other_begin()
    {
        var calls = new ClientCalls();
        var begun = new TaskCompletionSource();
        using var go = new ManualResetEventSlim();
        var call = Task.Run(() => calls.Make(() =>
        {
            begun.SetResult();
            go.Wait(TestContext.Current.CancellationToken);
            return 7;
        }));
        await begun.Task;

        var closed = calls.CloseAsync();
        Assert.False(closed.IsCompleted);
        Assert.Throws<OperationCanceledException>(() => calls.Make(() => 8));
        Assert.False(calls.TryMake(() => 9, out _));

        go.Set();
        Assert.Equal(7, await call);
        await closed;
    }

    [Fact]
    public async Task A_call_that_throws_is_in_flight_no_more()
    {
        var calls = new ClientCalls();
        Assert.Throws<InvalidDataException>(() => calls.Make<int>(() => throw new InvalidDataException()));
        await calls.CloseAsync();
    }
}
