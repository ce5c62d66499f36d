using System.Security.Cryptography;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Keys;

/// <summary>Replaces a sensitive key by its HMAC-SHA256, 64 hex digits. Thread-safe.</summary>
/// <param name="secret">The secret, shared by all that replace keys of one topic.</param>
public sealed class KeyMask(byte[] secret)
{
    private const int Length = 2 * HMACSHA256.HashSizeInBytes;

    /// <summary>What stands for a key.</summary>
    public byte[] Of(ReadOnlySpan<byte> key)
    {
        var text = new byte[Length];
        Write(key, text);
        return text;
    }

    /// <summary>Replaces the key of a row.</summary>
    internal void Replace(EventRows rows, int row)
    {
        Span<byte> text = stackalloc byte[Length];
        Write(rows.KeyOf(row), text);
        rows.SetKey(row, text);
    }

    private void Write(ReadOnlySpan<byte> key, Span<byte> text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, key, hash);
        Convert.TryToHexStringLower(hash, text, out _);
    }
}
