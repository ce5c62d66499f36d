namespace Streaming.Sink.Files;

/// <summary>
/// Many short texts in a few arrays: a million strings would be a million objects that live just long enough for the garbage collector to
/// move them. Not thread-safe.
/// </summary>
internal sealed class TextPool
{
    private const int BlockLength = 1 << 20;

    private readonly List<char[]> _blocks = [new char[BlockLength]];
    private int _block;
    private int _used;

    /// <summary>A copy that stays until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<char> Copy(ReadOnlySpan<char> text)
    {
        if (_used + text.Length > _blocks[_block].Length)
        {
            NextBlock(text.Length);
        }

        var copy = _blocks[_block].AsMemory(_used, text.Length);
        text.CopyTo(copy.Span);
        _used += text.Length;
        return copy;
    }

    /// <summary>Forgets all texts; what was copied before means nothing any more.</summary>
    public void Clear() => (_block, _used) = (0, 0);

    private void NextBlock(int length)
    {
        (_block, _used) = (_block + 1, 0);
        if (_block == _blocks.Count || _blocks[_block].Length < length)
        {
            _blocks.Insert(_block, new char[Math.Max(BlockLength, length)]);
        }
    }
}
