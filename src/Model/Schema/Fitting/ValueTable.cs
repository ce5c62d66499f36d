namespace Streaming.Model.Schema.Fitting;

/// <summary>Something per category text, in bounded memory: texts that are new when the table is full count as the empty one.</summary>
internal sealed class ValueTable<T>
    where T : new()
{
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, T>> Values => _values;

    public T this[ReadOnlySpan<byte> utf8]
    {
        get
        {
            var text = System.Text.Encoding.UTF8.GetString(utf8);
            if (!_values.TryGetValue(text, out var value))
            {
                text = _values.Count < Features.CategoryFeature.MaxValues ? text : "";
                if (!_values.TryGetValue(text, out value))
                {
                    value = new T();
                    _values.Add(text, value);
                }
            }

            return value;
        }
    }
}
