using System.IO.Hashing;
using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

/// <summary>From a category's text to its index.</summary>
internal sealed class CategoryIndexer(CategoryFeature feature, int field)
{
    private readonly Utf8Index? _vocabulary = feature.Vocabulary is { } values ? new Utf8Index(values) : null;
    private readonly byte[]? _missing = feature.Missing is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : null;

    /// <summary>The field that the text stands in.</summary>
    public int Field => @field;

    public RecordFault Read(scoped in EventFields fields, out long index)
    {
        index = 0;
        if (ReadText(fields, out var text) is { IsFault: true } fault)
        {
            return fault;
        }

        index = IndexOf(text);
        return default;
    }

    /// <summary>The index of a text; empty text means missing.</summary>
    public long IndexOf(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? 0
        : _vocabulary is not null ? _vocabulary.Find(text) + 1
        : feature.Buckets is { } buckets ? 1 + (long)(XxHash64.HashToUInt64(text) % (ulong)buckets)
        : 0;

    /// <summary>The text, a declared missing one in its place; empty means index 0.</summary>
    public RecordFault ReadText(scoped in EventFields fields, out ReadOnlySpan<byte> text)
    {
        if (fields.ReadText(field, out text) is { IsFault: true } fault)
        {
            return fault;
        }

        if (!text.IsEmpty)
        {
            return default;
        }

        text = _missing;
        return _missing is null ? Faults.Missing(feature.Field, "a category", fields.SlotOf(field)) : default;
    }
}
