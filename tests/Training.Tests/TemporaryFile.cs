namespace Streaming.Training.Tests;

/// <summary>A path for one test, whose file goes with it.</summary>
internal sealed class TemporaryFile(string extension) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"streaming-{Guid.NewGuid():N}{extension}");

    public void Dispose() => File.Delete(Path);
}
