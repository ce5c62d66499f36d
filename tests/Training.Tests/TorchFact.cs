using Streaming.Training.Network;

namespace Streaming.Training.Tests;

/// <summary>Tests that need TorchSharp's native library begin here: without it they are skipped, and say why.</summary>
internal static class TorchFact
{
    public static void Require()
    {
        if (NativeTorch.IsMissing(out var problem))
        {
            Assert.Skip(problem);
        }
    }
}
