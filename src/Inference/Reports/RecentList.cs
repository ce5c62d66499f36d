namespace Streaming.Inference.Reports;

/// <summary>The last few of something. Thread-safe.</summary>
internal sealed class RecentList<T>(int capacity)
{
    private readonly Lock _lock = new();
    private readonly T[] _items = new T[capacity];
    private long _added;

    /// <summary>Adds one; the oldest goes.</summary>
    public void Add(T item)
    {
        lock (_lock)
        {
            _items[(int)(_added++ % capacity)] = item;
        }
    }

    /// <summary>All there are, newest first.</summary>
    public IReadOnlyList<T> Newest()
    {
        lock (_lock)
        {
            var count = (int)Math.Min(_added, capacity);
            return [.. Enumerable.Range(1, count).Select(back => _items[(int)((_added - back) % capacity)])];
        }
    }
}
