namespace Streaming.Sink.Files;

/// <summary>How a file of scores is written.</summary>
public enum ScoreFileFormat
{
    /// <summary>Apache Parquet, compressed with Snappy.</summary>
    Parquet,

    /// <summary>CSV with a header.</summary>
    Csv,
}
