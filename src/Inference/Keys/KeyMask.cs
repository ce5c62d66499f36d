using System.Security.Cryptography;
using Streaming.Model.Encoding;

namespace Streaming.Inference.Keys;

/// <summary>Replaces a sensitive key by its HMAC-SHA256, 64 hex digits. Thread-safe.</summary>
internal sealed class KeyMask(byte[] secret)
{
    /// <summary>Replaces the key of a row.</summary>
    public void Replace(EventRows rows, int row)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[2 * HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, rows.KeyOf(row), hash);
        Convert.TryToHexStringLower(hash, text, out _);
        rows.SetKey(row, text);
    }
}
