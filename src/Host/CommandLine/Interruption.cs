using System.Runtime.InteropServices;

namespace Streaming.Host.CommandLine;

/// <summary>SIGTERM and Ctrl-C: the first asks the verb to drain, a second Ctrl-C ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            if (_source.IsCancellationRequested)
            {
                Environment.Exit((int)ExitCode.Interrupted);
            }

            _source.Cancel();
        });

        // An orchestrator may send SIGTERM twice without meaning more by it; it has SIGKILL for that.
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            _source.Cancel();
        });
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }
}
