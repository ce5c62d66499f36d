using System.Net;
using System.Net.Sockets;
using Streaming.Host.Monitoring;

namespace Streaming.Host.Verbs.Demo;

/// <summary>Where the demo's live page is unless somebody says: at a number that one remembers, or any free one when that is taken.</summary>
internal static class DemoAddress
{
    private const int Remembered = 8080;

    public static HttpAddress Find()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, Remembered));

            // Another program may take it before the demo does.
            return new HttpAddress(IPAddress.Loopback, Remembered) { OrAnother = true };
        }
        catch (SocketException)
        {
            return new HttpAddress(IPAddress.Loopback, 0);
        }
    }
}
