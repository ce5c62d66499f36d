using System.IO.Hashing;
using System.Numerics;

namespace Streaming.Model.Encoding.Reading;

/// <summary>Texts by their UTF-8, so that names and category values are found without making strings. Immutable.</summary>
internal sealed class Utf8Index
{
    private readonly byte[][] _texts;
    private readonly int[] _slots;
    private readonly int _mask;

    public Utf8Index(IReadOnlyList<string> texts)
    {
        _texts = [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)];

        // At most half full, so that probing ends soon and always.
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, texts.Count * 2));
        _mask = size - 1;
        _slots = new int[size];
        for (var index = 0; index < _texts.Length; index++)
        {
            var slot = SlotOf(_texts[index]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = index + 1;
        }
    }

    /// <summary>The text's place in the list, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        for (var slot = SlotOf(text); _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            if (text.SequenceEqual(_texts[_slots[slot] - 1]))
            {
                return _slots[slot] - 1;
            }
        }

        return -1;
    }

    private int SlotOf(ReadOnlySpan<byte> text) => (int)XxHash3.HashToUInt64(text) & _mask;
}
