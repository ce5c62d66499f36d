namespace Streaming.Ingest.Files;

/// <summary>How the rows of a file are written.</summary>
internal enum FileFormat
{
    Csv,
    JsonLines,
    Parquet,
}
