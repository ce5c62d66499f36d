using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Streaming.Host.CommandLine;
using Streaming.Inference.Ports;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;

namespace Streaming.Host.Verbs.Backtest;

/// <summary>Labels from elsewhere by event id: about 50 bytes each, for ids are kept as hashes.</summary>
internal sealed class LabelBook
{
    // 128 bits: among a thousand million ids, two alike are one chance in 10^20.
    private readonly Dictionary<UInt128, (sbyte Label, bool IsUsed)> _labels = [];

    /// <summary>How many labels there are.</summary>
    public int Count => _labels.Count;

    /// <summary>Records that hold no label.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Labels whose event has not come.</summary>
    public long Unused => _labels.Values.Count(entry => !entry.IsUsed);

    /// <summary>Reads all labels; of several for one id the last counts.</summary>
    /// <exception cref="ConfigurationException">Not one could be read.</exception>
    public static LabelBook Read(IRecordHistory source, string name, FeatureSchema schema, CancellationToken cancellationToken)
    {
        var book = new LabelBook();
        var positive = schema.Label?.Positive ?? ["1", "true", "True", "TRUE", "yes", "Yes", "Y", "fraud"];
        FieldReader[] ids = [new("id"), .. schema.Id is { Fields: [var id] } ? [new FieldReader(id)] : Array.Empty<FieldReader>()];
        FieldReader[] labels = [new("label"), .. schema.Label is { } role ? [new FieldReader(role.Field)] : Array.Empty<FieldReader>()];
        var (idText, labelText) = (new byte[FieldReader.MaxText], new byte[FieldReader.MaxText]);
        while (source.TryRead(out var record))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var idLength = First(ids, record.Value.Span, idText);
            var labelLength = First(labels, record.Value.Span, labelText);
            if (record.Fault.IsFault || idLength == 0 || labelLength == 0)
            {
                book.Unreadable++;
                continue;
            }

            var label = IsPositive(Encoding.UTF8.GetString(labelText, 0, labelLength), positive) ? (sbyte)1 : (sbyte)0;
            book._labels[HashOf(idText.AsSpan(0, idLength))] = (label, false);
        }

        return book._labels.Count == 0
            ? throw new ConfigurationException($"--labels: {name} holds no record with the fields id and label ({book.Unreadable} without)")
            : book;
    }

    /// <summary>The label of an event, -1 if there is none.</summary>
    public sbyte Find(ReadOnlySpan<byte> id)
    {
        var hash = HashOf(id);
        if (!_labels.TryGetValue(hash, out var entry))
        {
            return -1;
        }

        if (!entry.IsUsed)
        {
            _labels[hash] = (entry.Label, true);
        }

        return entry.Label;
    }

    private static UInt128 HashOf(ReadOnlySpan<byte> id) => XxHash128.HashToUInt128(id);

    private static int First(FieldReader[] fields, ReadOnlySpan<byte> value, byte[] text)
    {
        foreach (var field in fields)
        {
            if (field.Read(value, text) is > 0 and var length)
            {
                return length;
            }
        }

        return 0;
    }

    // 1.0 is the label 1 too, as in the schema's own label field.
    private static bool IsPositive(string text, IReadOnlyList<string> positive) => positive.Contains(text)
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && positive.Any(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && other == number));
}
