namespace Streaming.Ingest.Files;

/// <summary>The rows of one open file, in its order.</summary>
internal interface IFileRows : IDisposable
{
    /// <summary>The next row; false at the end of the file.</summary>
    bool TryRead(out FileRecord record);
}
