using System.Numerics.Tensors;
using Streaming.Inference.Reports;
using Streaming.Inference.State;

namespace Streaming.Inference.Lanes;

/// <summary>A look at a key's state. It travels to the score block, for nobody else may touch the state partition.</summary>
internal sealed class KeyLook(byte[] key)
{
    private readonly TaskCompletionSource<HeldState?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was found; null if this lane has no state of the key.</summary>
    public Task<HeldState?> Found => _answer.Task;

    /// <summary>Looks. Score block.</summary>
    public void Answer(int partition, StatePartition state)
    {
        if (!state.TryFind(key, out var slot))
        {
            _answer.TrySetResult(null);
            return;
        }

        var header = state.Header(slot);
        _answer.TrySetResult(new HeldState(
            partition,
            header.Count,
            DateTimeOffset.UnixEpoch.AddTicks(header.LastEventTime * TimeSpan.TicksPerMicrosecond),
            state.SourceOffset(slot),
            TensorPrimitives.Norm<float>(state.Hidden(slot)),
            [.. state.Statistics(slot)]));
    }
}
