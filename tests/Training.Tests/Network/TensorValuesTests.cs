using Streaming.Training.Network;
using static TorchSharp.torch;

namespace Streaming.Training.Tests.Network;

public sealed class TensorValuesTests
{
    // A crash of the process without the fix: the finalizer frees a tensor that native code reads.
    [Fact]
    public async Task A_tensor_that_nobody_else_holds_lives_until_it_is_copied()
    {
        TorchFact.Require();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var collecting = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        }, CancellationToken.None);
        using var tensor = arange(8, ScalarType.Float32);
        var expected = tensor.ToArray();
        try
        {
            for (var i = 0; i < 300_000; i++)
            {
                Assert.Equal(expected, tensor.alias().ToArray());
            }
        }
        finally
        {
            await enough.CancelAsync();
            await collecting;
        }
    }
}
