using System.Text;

namespace Streaming.Sink.DeadLetters;

/// <summary>Text as UTF-8 of limited length, cut between characters.</summary>
internal static class Utf8Cut
{
    /// <summary>At most <paramref name="maxBytes"/> of a text.</summary>
    public static byte[] Of(string text, int maxBytes)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= maxBytes)
        {
            return bytes;
        }

        var end = maxBytes;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return bytes[..end];
    }
}
