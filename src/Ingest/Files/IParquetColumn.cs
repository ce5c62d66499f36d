using Parquet;

namespace Streaming.Ingest.Files;

/// <summary>One flat column of the row group that is being read.</summary>
internal interface IParquetColumn
{
    /// <summary><c>"name":</c>.</summary>
    byte[] Member { get; }

    /// <summary>Reads the column of a row group.</summary>
    void Load(ParquetRowGroupReader group, int rows);

    /// <summary>Whether a row has no value here.</summary>
    bool IsNull(int row);

    /// <summary>Appends a row's value as JSON.</summary>
    void Append(JsonText json, int row);
}
