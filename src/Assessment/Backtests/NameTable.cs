using System.Text;

namespace Streaming.Assessment.Backtests;

/// <summary>Numbers for names, from 0 in the order in which they come. Not thread-safe.</summary>
public sealed class NameTable
{
    private readonly Dictionary<byte[], int> _numbers = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<string> _names = [];

    /// <summary>An empty table.</summary>
    public NameTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>How many names there are.</summary>
    public int Count => _names.Count;

    /// <summary>A number's name.</summary>
    public string this[int number] => _names[number];

    /// <summary>A name's number; a new one if it is new.</summary>
    public int NumberOf(ReadOnlySpan<byte> utf8)
    {
        if (!_lookup.TryGetValue(utf8, out var number))
        {
            number = _names.Count;
            _names.Add(Encoding.UTF8.GetString(utf8));
            _lookup[utf8] = number;
        }

        return number;
    }

    /// <summary>A name's number; null if it is new.</summary>
    public int? Find(ReadOnlySpan<byte> utf8) => _lookup.TryGetValue(utf8, out var number) ? number : null;

    /// <summary>Of every number, the place of its name in ordinal order: an order that does not depend on who came first.</summary>
    public int[] Ranks()
    {
        var order = Enumerable.Range(0, Count).ToArray();
        Array.Sort(_names.ToArray(), order, StringComparer.Ordinal);
        var ranks = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i;
        }

        return ranks;
    }
}
