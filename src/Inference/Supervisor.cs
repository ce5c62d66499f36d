using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Streaming.Inference;

/// <summary>Watches every part of a pipeline: the first fault ends all of it. Thread-safe.</summary>
internal sealed class Supervisor(ILogger logger) : IDisposable
{
    // WhenAll over the parts would wait for all of them when one has faulted, and the others never end.
    private readonly CancellationTokenSource _faulted = new();
    private ExceptionDispatchInfo? _fault;

    /// <summary>Cancelled at the first fault.</summary>
    public CancellationToken Faulted => _faulted.Token;

    /// <summary>Watches a part that runs.</summary>
    public void Watch(string part, Task running) => running.ContinueWith(
        ended => Fault(part, ended.Exception?.InnerException ?? new InvalidOperationException(part + " ended by a fault without a reason.")),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <summary>A part failed.</summary>
    public void Fault(string part, Exception fault)
    {
        if (Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(fault), null) is null)
        {
            logger.Failed(fault, part);
            _faulted.Cancel();
        }
    }

    /// <summary>Throws the first fault if there was one.</summary>
    public void ThrowIfFaulted() => Volatile.Read(ref _fault)?.Throw();

    public void Dispose() => _faulted.Dispose();
}
