using Microsoft.ML.OnnxRuntime;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Model.Stepping;

namespace Streaming.Model.Artifact;

/// <summary>A loaded and checked model artifact. Thread-safe. Dispose it after its runners.</summary>
public sealed class StepModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly StepShape _shape;

    private StepModel(InferenceSession session, StepShape shape, ArtifactMetadata metadata, ArtifactFacts facts, EventEncoder encoder)
    {
        _session = session;
        _shape = shape;
        Metadata = metadata;
        Facts = facts;
        Encoder = encoder;
    }

    /// <summary>First 12 hex digits of the file's SHA-256.</summary>
    public string ModelId => Facts.ModelId;

    /// <summary>First 12 hex digits of the SHA-256 over the graph without metadata and the canonical schema.</summary>
    public string StateId => Facts.StateId;

    /// <summary><c>streaming.name</c>.</summary>
    public string Name => Metadata.Name;

    /// <summary>The cut: a score at or above it is an alert; 0..1.</summary>
    public float Threshold => Metadata.Threshold;

    /// <summary>All that the artifact says about itself, the training's facts included.</summary>
    public ArtifactMetadata Metadata { get; }

    /// <summary>The schema inside the artifact.</summary>
    public FeatureSchema Schema => Encoder.Schema;

    /// <summary>The encoder of the schema.</summary>
    public EventEncoder Encoder { get; }

    /// <summary>S: floats of hidden state per key.</summary>
    public int StateLength => _shape.StateLength;

    internal ArtifactFacts Facts { get; }

    /// <summary>Loads and checks an artifact.</summary>
    /// <exception cref="ModelException">The file is not a model that can be run; the message says what was expected and what was found.</exception>
    public static StepModel Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Load(OnnxFile.Read(path));
        }
        catch (ModelException exception)
        {
            throw new ModelException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Checks an artifact in memory.</summary>
    /// <exception cref="ModelException">The bytes are not a model that can be run; the message says what was expected and what was found.</exception>
    public static StepModel Load(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);

        // The identity is taken of the very bytes that are run, before anything reads them.
        var modelId = ArtifactIdentity.ModelId(file);
        var model = OnnxFile.Parse(file);

        var problems = new List<string>();
        GraphSafety.Check(model, problems);
        var signature = StepSignature.Check(model.Graph, problems);
        ThrowIfAny(problems);

        var metadata = ArtifactMetadata.Read(model);
        var encoder = new EventEncoder(FeatureSchema.Parse(metadata.Schema));
        var schema = encoder.Schema;
        signature.CheckSchema(schema);
        ThrowIfAny(problems);

        var embeddings = EmbeddingFinder.Find(model.Graph, schema.Categories.Count);
        problems.AddRange(embeddings.Where(table => schema.Categories[table.Column].Size > table.Rows).Select(table => Misfit(table, schema)));
        ThrowIfAny(problems);

        var session = StepSession.Open(file);
        try
        {
            var shape = StepProbe.Run(session, schema, signature.StateLength);
            var facts = ArtifactFacts.Of(model, signature, embeddings, file.Length, modelId, ArtifactIdentity.StateId(model, schema));
            return new StepModel(session, shape, metadata, facts, encoder);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Makes a runner with buffers of its own for waves of at most <paramref name="maxRows"/> rows.</summary>
    public StepRunner CreateRunner(int maxRows) => new(_session, _shape, maxRows);

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    private static string Misfit(Embedding table, FeatureSchema schema)
    {
        var (name, size) = schema.Categories[table.Column];
        return $"category '{name}': expected an embedding of at least {size} rows for its vocabulary ({size - 1} values and index 0, unknown), "
            + $"found '{table.Table}' with {table.Rows} rows";
    }

    private static void ThrowIfAny(List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ModelException(string.Join("\n  ", problems));
        }
    }
}
