using Parquet;
using Parquet.Schema;

namespace Streaming.Ingest.Files;

/// <summary>A flat column of one type, with the values of the row group that is being read.</summary>
/// <param name="field">The column.</param>
/// <param name="member"><c>"name":</c>.</param>
/// <param name="append">Writes one value as JSON.</param>
internal sealed class ParquetColumn<T>(DataField field, byte[] member, Action<JsonText, T> append) : IParquetColumn
    where T : struct
{
    private T?[] _nullable = [];
    private T[] _values = [];

    public byte[] Member => member;

    public void Load(ParquetRowGroupReader group, int rows)
    {
        if (field.IsNullable)
        {
            ParquetRows.Grow(ref _nullable, rows);
            ParquetRows.Wait(group.ReadAsync(field, _nullable.AsMemory(0, rows)));
        }
        else
        {
            ParquetRows.Grow(ref _values, rows);
            ParquetRows.Wait(group.ReadAsync(field, _values.AsMemory(0, rows)));
        }
    }

    public bool IsNull(int row) => field.IsNullable && _nullable[row] is null;

    public void Append(JsonText json, int row) => append(json, field.IsNullable ? _nullable[row].GetValueOrDefault() : _values[row]);
}
