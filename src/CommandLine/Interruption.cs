using System.Runtime.InteropServices;

namespace Streaming.CommandLine;

/// <summary>SIGTERM and Ctrl-C: the first asks the program to end in good order, a second Ctrl-C ends the process at once.</summary>
internal static class Interruption
{
    // Kept until the process is gone: without a registration a signal in its last moments would end it with 143 instead of its own code.
    private static readonly CancellationTokenSource Source = new();
    private static readonly List<PosixSignalRegistration> Registrations = [];

    /// <summary>Begins to listen. Once per process.</summary>
    /// <param name="atOnce">The exit code after a second Ctrl-C.</param>
    /// <returns>Cancelled by the first signal.</returns>
    public static CancellationToken Listen(int atOnce)
    {
        Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            if (Source.IsCancellationRequested)
            {
                Environment.Exit(atOnce);
            }

            Source.Cancel();
        }));

        // An orchestrator may send SIGTERM twice without meaning more by it; it has SIGKILL for that.
        Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            Source.Cancel();
        }));
        return Source.Token;
    }
}
