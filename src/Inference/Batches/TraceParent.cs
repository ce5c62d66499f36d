using System.Diagnostics;
using System.Text;

namespace Streaming.Inference.Batches;

/// <summary>The W3C header <c>traceparent</c>: which span a record came from.</summary>
public static class TraceParent
{
    /// <summary>Its length in the one version there is, bytes.</summary>
    public const int Length = 55;

    /// <summary>Whether a header is of that form. Anything else is not passed on: nobody knows what a stranger wrote there.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> header)
    {
        if (header.Length != Length || header[2] != '-' || header[35] != '-' || header[52] != '-')
        {
            return false;
        }

        for (var i = 0; i < Length; i++)
        {
            if (i is not (2 or 35 or 52) && header[i] is not (>= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'f'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a context if it is sampled: only then is it worth a string.</summary>
    public static bool TryReadSampled(ReadOnlySpan<byte> header, out ActivityContext context)
    {
        // The sampled flag is the last bit of the last hex digit, and in their characters '0' ends in 0 and 'a' in 1.
        context = default;
        return header.Length == Length
            && IsOdd(header[^1])
            && ActivityContext.TryParse(Encoding.ASCII.GetString(header), null, isRemote: true, out context);
    }

    private static bool IsOdd(byte digit) => digit <= (byte)'9' ? (digit & 1) == 1 : (digit & 1) == 0;
}
