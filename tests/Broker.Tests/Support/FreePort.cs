using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Streaming.Broker.Tests.Support;

/// <summary>
/// Ports for servers of tests, below those that the kernel hands to clients (32768 and up on Linux). In that range a client that looks for a
/// broker which is away can be given the broker's own port, and even reach itself there; then the broker cannot come back.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static readonly ConcurrentDictionary<int, bool> _given = [];

    /// <summary>A TCP port that was free a moment ago, each one once.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + Random.Shared.Next(Count);
            if (_given.TryAdd(port, true) && IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
