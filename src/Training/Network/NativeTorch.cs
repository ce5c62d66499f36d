using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace Streaming.Training.Network;

/// <summary>Whether TorchSharp's native library loads on this machine.</summary>
internal static class NativeTorch
{
    private static readonly Lazy<string?> _problem = new(Load);

    /// <summary>Whether it does not, and then why and what to do.</summary>
    public static bool IsMissing([NotNullWhen(true)] out string? problem)
    {
        problem = _problem.Value;
        return problem is not null;
    }

    private static string? Load()
    {
        try
        {
            using var probe = zeros(1);
            return null;
        }
        catch (Exception failure) when (failure is TypeInitializationException or DllNotFoundException or NotSupportedException or EntryPointNotFoundException)
        {
            return "TorchSharp's native library does not load on this machine. It needs x64 Linux and the libstdc++ of GCC 13 or newer "
                + "(Ubuntu 24.04, Debian 13, the .NET 10 container images). The loader says: " + failure.GetBaseException().Message.Trim();
        }
    }
}
