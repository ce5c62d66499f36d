using System.Globalization;
using System.Net;

namespace Streaming.Host.Monitoring;

/// <summary>Where health and metrics are served: <c>PORT</c> on localhost alone, or <c>IP:PORT</c>.</summary>
internal sealed record HttpAddress(IPAddress Ip, int Port)
{
    /// <summary>Whether any free port does where this one is taken.</summary>
    public bool OrAnother { get; init; }

    /// <summary>Reads <c>8080</c>, <c>0.0.0.0:8080</c> or <c>[::]:8080</c>; port 0 takes a free one.</summary>
    public static HttpAddress Parse(string text)
    {
        if (TryPort(text, out var port))
        {
            return new HttpAddress(IPAddress.Loopback, port);
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && IPAddress.TryParse(text.AsSpan(0, colon), out var ip) && TryPort(text[(colon + 1)..], out port)
            ? new HttpAddress(ip, port)
            : throw new FormatException($"expected a port, or an IP address and a port as in 0.0.0.0:8080, found '{text}'");
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;
}
