using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Model.Stepping;

namespace Streaming.Model.Artifact;

/// <summary>A loaded and checked model artifact. Thread-safe.</summary>
public sealed class StepModel : IDisposable
{
    /// <summary>First 12 hex digits of the file's SHA-256.</summary>
    public string ModelId => throw new NotSupportedException();

    /// <summary>First 12 hex digits of the SHA-256 over the graph without metadata and the canonical schema.</summary>
    public string StateId => throw new NotSupportedException();

    /// <summary><c>streaming.name</c>.</summary>
    public string Name => throw new NotSupportedException();

    /// <summary>The cut: a score at or above it is an alert; 0..1.</summary>
    public float Threshold => throw new NotSupportedException();

    /// <summary>The schema inside the artifact.</summary>
    public FeatureSchema Schema => throw new NotSupportedException();

    /// <summary>The encoder of the schema.</summary>
    public EventEncoder Encoder => throw new NotSupportedException();

    /// <summary>S: floats of hidden state per key.</summary>
    public int StateLength => throw new NotSupportedException();

    /// <summary>Loads and checks an artifact.</summary>
    /// <exception cref="ModelException">The file is not a model that can be run; the message says what was expected and what was found.</exception>
    public static StepModel Load(string path) => throw new NotSupportedException();

    /// <summary>Makes a runner with buffers of its own for waves of at most <paramref name="maxRows"/> rows.</summary>
    public StepRunner CreateRunner(int maxRows) => throw new NotSupportedException();

    /// <inheritdoc />
    public void Dispose() => throw new NotSupportedException();
}
