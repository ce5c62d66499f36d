using System.Diagnostics.CodeAnalysis;

namespace Streaming.Inference.Lanes;

/// <summary>One reading of a partition, from a seek to the next: batches of any other are dropped wherever they are.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token of it may be looked at for ever; without a timer there is nothing to free.")]
internal sealed class LaneEpoch(int number)
{
    /// <summary>The number of a lane that is gone.</summary>
    public const int None = 0;

    private readonly CancellationTokenSource _superseded = new();

    /// <summary>The number; numbers rise over all lanes and assignments.</summary>
    public int Number { get; } = number;

    /// <summary>Cancelled when another epoch took its place.</summary>
    public CancellationToken Superseded => _superseded.Token;

    /// <summary>Another epoch has taken its place.</summary>
    public void End() => _superseded.Cancel();
}
