[assembly: AssemblyFixture(typeof(Streaming.Broker.Tests.Support.PackedModel))]

namespace Streaming.Broker.Tests.Support;

/// <summary>The shared PyTorch GRU, packed once for all tests: eight identity features, 32 floats of state.</summary>
public sealed class PackedModel : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The artifact. Skips the calling test where the shared folder is absent (never in CI).</summary>
    public string Path
    {
        get
        {
            _ = Repository.SharedFile("data", "models", "pytorch", "pytorch_gru.onnx");
            return _folder.PathOf("model.onnx");
        }
    }

    public string Schema => _folder.PathOf("schema.json");

    public async ValueTask InitializeAsync()
    {
        var source = System.IO.Path.Combine(Repository.Shared, "data", "models", "pytorch", "pytorch_gru");
        if (File.Exists(source + ".onnx"))
        {
            _folder.Write("schema.json", PyTorchSchema.For(source + ".events.jsonl"));
            await StreamingProgram.RunAsync(0, "pack", source + ".onnx", "--schema", Schema, "--out", _folder.PathOf("model.onnx"), "--threshold", "0.6");
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
