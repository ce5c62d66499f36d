using System.Buffers;
using System.Globalization;
using System.Text;
using Parquet.Schema;

namespace Streaming.Ingest.Files;

/// <summary>How each type of a Parquet column is written as JSON.</summary>
internal static class ParquetColumns
{
    private const int LongestNumber = 64;

    /// <summary>The columns that are read: flat ones, in the file's order. Lists and structures have no place in an event.</summary>
    public static IParquetColumn[] Of(ParquetSchema schema, string file) =>
        [.. schema.GetDataFields().Where(field => field.MaxRepetitionLevel == 0 && field.Path.Length == 1).Select(field => Of(field, file))];

    private static IParquetColumn Of(DataField field, string file)
    {
        var member = Member(field.Name);
        return field.ClrType switch
        {
            var type when type == typeof(ReadOnlyMemory<char>) => new ParquetColumn<ReadOnlyMemory<char>>(field, member, Text),
            var type when type == typeof(ReadOnlyMemory<byte>) => new ParquetColumn<ReadOnlyMemory<byte>>(field, member, (json, value) => json.AppendString(value.Span)),
            var type when type == typeof(bool) => new ParquetColumn<bool>(field, member, (json, value) => json.Append(value ? "true"u8 : "false"u8)),
            var type when type == typeof(sbyte) => Number<sbyte>(field, member),
            var type when type == typeof(byte) => Number<byte>(field, member),
            var type when type == typeof(short) => Number<short>(field, member),
            var type when type == typeof(ushort) => Number<ushort>(field, member),
            var type when type == typeof(int) => Number<int>(field, member),
            var type when type == typeof(uint) => Number<uint>(field, member),
            var type when type == typeof(long) => Number<long>(field, member),
            var type when type == typeof(ulong) => Number<ulong>(field, member),
            var type when type == typeof(decimal) => Number<decimal>(field, member),
            var type when type == typeof(float) => new ParquetColumn<float>(field, member, (json, value) => Float(json, value, float.IsFinite(value))),
            var type when type == typeof(double) => new ParquetColumn<double>(field, member, (json, value) => Float(json, value, double.IsFinite(value))),
            var type when type == typeof(Guid) => new ParquetColumn<Guid>(field, member, (json, value) => Quoted(json, value, default)),
            var type when type == typeof(DateOnly) => new ParquetColumn<DateOnly>(field, member, (json, value) => Quoted(json, value, "O")),
            var type when type == typeof(DateTime) => Time(field, member),
            var type => throw new FileFormatException(file, 0, $"expected numbers, text, booleans or times in column '{field.Name}', found {type.Name}"),
        };
    }

    private static byte[] Member(string name)
    {
        var json = new JsonText();
        json.AppendString(Encoding.UTF8.GetBytes(name));
        json.Append((byte)':');
        return json.Written.ToArray();
    }

    private static void Text(JsonText json, ReadOnlyMemory<char> value)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        json.AppendString(utf8.AsSpan(0, Encoding.UTF8.GetBytes(value.Span, utf8)));
        ArrayPool<byte>.Shared.Return(utf8);
    }

    private static ParquetColumn<T> Number<T>(DataField field, byte[] member)
        where T : struct, IUtf8SpanFormattable => new(field, member, static (json, value) => Plain(json, value));

    // A time without a zone stays without: the schema says which it is in.
    private static ParquetColumn<DateTime> Time(DataField field, byte[] member) => field is DateTimeDataField { IsAdjustedToUTC: true }
        ? new(field, member, (json, value) => Quoted(json, DateTime.SpecifyKind(value, DateTimeKind.Utc), "O"))
        : new(field, member, (json, value) => Quoted(json, DateTime.SpecifyKind(value, DateTimeKind.Unspecified), "O"));

    // JSON has no word for what is not finite: as text it is a wrong type, and so a dead letter, as it is in a CSV file.
    private static void Float<T>(JsonText json, T value, bool isFinite)
        where T : struct, IUtf8SpanFormattable
    {
        if (isFinite)
        {
            Plain(json, value);
        }
        else
        {
            Quoted(json, value, default);
        }
    }

    private static void Plain<T>(JsonText json, T value)
        where T : struct, IUtf8SpanFormattable
    {
        value.TryFormat(json.Room(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
        json.Advance(written);
    }

    private static void Quoted<T>(JsonText json, T value, ReadOnlySpan<char> format)
        where T : struct, IUtf8SpanFormattable
    {
        json.Append((byte)'"');
        value.TryFormat(json.Room(LongestNumber), out var written, format, CultureInfo.InvariantCulture);
        json.Advance(written);
        json.Append((byte)'"');
    }
}
