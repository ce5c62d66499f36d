namespace Streaming.Inference.Tests.Support;

/// <summary>A directory that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("streaming-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
