namespace Streaming.Model.Encoding;

/// <summary>
/// Decoded events in columns, one row per event: what the encoder fills and the step reads. Made once, reused for ever.
/// </summary>
public sealed class EventRows
{
    // One thread at a time: the columns travel with their batch from block to block.
    private readonly int _featureCount;
    private readonly int _categoryCount;
    private readonly int _inputCount;
    private readonly int[] _keyStart;
    private readonly int[] _keyLength;
    private readonly int[] _idStart;
    private readonly int[] _idLength;
    private byte[] _text = new byte[4_096];
    private int _textLength;

    /// <summary>Columns for at most <paramref name="capacity"/> events of one encoder's shape.</summary>
    public EventRows(EventEncoder encoder, int capacity)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
        _featureCount = encoder.FeatureCount;
        _categoryCount = encoder.CategoryCount;
        _inputCount = encoder.StatefulInputCount;
        Features = new float[capacity * _featureCount];
        Categories = new long[capacity * _categoryCount];
        StatefulInputs = new double[capacity * _inputCount];
        EventTimes = new long[capacity];
        Labels = new sbyte[capacity];
        Amounts = new double[capacity];
        Missing = new ulong[capacity];
        _keyStart = new int[capacity];
        _keyLength = new int[capacity];
        _idStart = new int[capacity];
        _idLength = new int[capacity];
    }

    /// <summary>The number of events that fit.</summary>
    public int Capacity { get; }

    /// <summary>Model input <c>features</c>, row-major [Capacity, F].</summary>
    public float[] Features { get; }

    /// <summary>Model input <c>categories</c>, row-major [Capacity, C].</summary>
    public long[] Categories { get; }

    /// <summary>Raw numbers that the features with memory need, row-major [Capacity, R]; NaN where missing.</summary>
    public double[] StatefulInputs { get; }

    /// <summary>Event times in microseconds since the Unix epoch, UTC.</summary>
    public long[] EventTimes { get; }

    /// <summary>1 fraud, 0 genuine, -1 no label.</summary>
    public sbyte[] Labels { get; }

    /// <summary>The schema's amount role; NaN where there is none.</summary>
    public double[] Amounts { get; }

    /// <summary>Fields that a row's record misses: bit i for the i-th of <see cref="EventEncoder.FeatureFields"/>.</summary>
    public ulong[] Missing { get; }

    /// <summary>The features of one row.</summary>
    public Span<float> FeaturesOf(int row) => Features.AsSpan(row * _featureCount, _featureCount);

    /// <summary>The category indices of one row.</summary>
    public Span<long> CategoriesOf(int row) => Categories.AsSpan(row * _categoryCount, _categoryCount);

    /// <summary>The raw inputs of the features with memory of one row.</summary>
    public Span<double> StatefulInputsOf(int row) => StatefulInputs.AsSpan(row * _inputCount, _inputCount);

    /// <summary>The key of one row, UTF-8.</summary>
    public ReadOnlySpan<byte> KeyOf(int row) => _text.AsSpan(_keyStart[row], _keyLength[row]);

    /// <summary>The id of one row, UTF-8.</summary>
    public ReadOnlySpan<byte> IdOf(int row) => _text.AsSpan(_idStart[row], _idLength[row]);

    /// <summary>Copies a row's key in.</summary>
    public void SetKey(int row, ReadOnlySpan<byte> key)
    {
        _keyStart[row] = Append(key);
        _keyLength[row] = key.Length;
    }

    /// <summary>Copies a row's id in.</summary>
    public void SetId(int row, ReadOnlySpan<byte> id)
    {
        _idStart[row] = Append(id);
        _idLength[row] = id.Length;
    }

    /// <summary>Forgets all keys and ids, so that the columns can be filled again.</summary>
    public void Clear() => _textLength = 0;

    private int Append(ReadOnlySpan<byte> text)
    {
        if (_textLength + text.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + text.Length));
        }

        text.CopyTo(_text.AsSpan(_textLength));
        var start = _textLength;
        _textLength += text.Length;
        return start;
    }
}
