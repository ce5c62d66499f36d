namespace Streaming.Training.Data;

/// <summary>
/// Encoded events of all keys, each key's in one piece and in the order in which they came; the last row is padding: zeros without a label.
/// </summary>
internal sealed class History
{
    public History(int count, int featureCount, IReadOnlyList<int> vocabularies, int[] keyStarts)
    {
        Count = count;
        FeatureCount = featureCount;
        Vocabularies = vocabularies;
        KeyStarts = keyStarts;
        Features = new float[(count + 1L) * featureCount];
        Categories = new long[(count + 1L) * vocabularies.Count];
        Times = new long[count + 1];
        Labels = new sbyte[count + 1];
        Labels[count] = -1;
        Times[count] = long.MaxValue;
    }

    /// <summary>Events, and the index of the padding row.</summary>
    public int Count { get; }

    /// <summary>F.</summary>
    public int FeatureCount { get; }

    /// <summary>Rows of each category's embedding, the unknown value included.</summary>
    public IReadOnlyList<int> Vocabularies { get; }

    /// <summary>[Count + 1, F], row-major.</summary>
    public float[] Features { get; }

    /// <summary>[Count + 1, C], row-major.</summary>
    public long[] Categories { get; }

    /// <summary>Event times, microseconds since the Unix epoch.</summary>
    public long[] Times { get; }

    /// <summary>1 fraud, 0 genuine, -1 no label.</summary>
    public sbyte[] Labels { get; }

    /// <summary>Where each key's events begin, and the end as last entry.</summary>
    public int[] KeyStarts { get; }

    /// <summary>Keys.</summary>
    public int KeyCount => KeyStarts.Length - 1;

    /// <summary>The events of some keys alone.</summary>
    public History Of(IReadOnlyList<int> keys)
    {
        var starts = new int[keys.Count + 1];
        for (var i = 0; i < keys.Count; i++)
        {
            starts[i + 1] = starts[i] + KeyStarts[keys[i] + 1] - KeyStarts[keys[i]];
        }

        var part = new History(starts[^1], FeatureCount, Vocabularies, starts);
        for (var i = 0; i < keys.Count; i++)
        {
            var (from, to, count) = (KeyStarts[keys[i]], starts[i], starts[i + 1] - starts[i]);
            Array.Copy(Features, (long)from * FeatureCount, part.Features, (long)to * FeatureCount, (long)count * FeatureCount);
            Array.Copy(Categories, (long)from * Vocabularies.Count, part.Categories, (long)to * Vocabularies.Count, (long)count * Vocabularies.Count);
            Array.Copy(Times, from, part.Times, to, count);
            Array.Copy(Labels, from, part.Labels, to, count);
        }

        return part;
    }

    /// <summary>Keys in a random order until their events are so many.</summary>
    public IReadOnlyList<int> SampleKeys(int events, int seed)
    {
        var keys = Enumerable.Range(0, KeyCount).ToArray();
        new Random(seed).Shuffle(keys);
        var taken = 0;
        return [.. keys.TakeWhile(key => (taken += KeyStarts[key + 1] - KeyStarts[key]) <= events || taken == KeyStarts[key + 1] - KeyStarts[key])];
    }

    /// <summary>Each key's events before <paramref name="to"/> as a lane; keys without any are left out.</summary>
    public List<Lane> LanesUntil(long to)
    {
        var lanes = new List<Lane>(KeyCount);
        for (var key = 0; key < KeyCount; key++)
        {
            var start = KeyStarts[key];
            var end = start;
            while (end < KeyStarts[key + 1] && Times[end] < to)
            {
                end++;
            }

            if (end > start)
            {
                lanes.Add(new Lane(start, end - start));
            }
        }

        return lanes;
    }
}
