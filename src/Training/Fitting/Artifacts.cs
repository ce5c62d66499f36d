using System.Security.Cryptography;

namespace Streaming.Training.Fitting;

/// <summary>Identifies a written artifact.</summary>
internal static class Artifacts
{
    /// <summary>First 12 hex digits of a file's SHA-256: its model id.</summary>
    public static string ModelId(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..12];
}
