namespace Streaming.Sink.Producing;

/// <summary>
/// Arrays of just the length asked for, used again and again. The client takes whole arrays only, and has copied them when its call
/// returns, so one array per length serves all records of a thread.
/// </summary>
internal sealed class ExactBuffers(int longest)
{
    // One thread at a time; the array is the next call's when it asks for the same length.
    private readonly byte[]?[] _byLength = new byte[longest + 1][];

    /// <summary>The bytes in an array of their length.</summary>
    public byte[] Copy(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > longest)
        {
            return bytes.ToArray();
        }

        var array = _byLength[bytes.Length] ??= new byte[bytes.Length];
        bytes.CopyTo(array);
        return array;
    }
}
