using Streaming.Host.CommandLine;
using Streaming.Inference;
using Streaming.Ingest;
using Streaming.Sink;

namespace Streaming.Host.Verbs.Run;

/// <summary>
/// Sizes and times that have no option on the command line: the sections <c>Streaming:Ingest</c>, <c>Streaming:Inference</c> and
/// <c>Streaming:Sink</c>, with the names of the options classes' properties.
/// </summary>
internal static class TuningSections
{
    /// <summary>The sections, as keys below <c>Streaming</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [nameof(Ingest), nameof(Inference), nameof(Sink)];

    public static IngestOptions Ingest(IConfiguration configuration) => Bind(configuration, nameof(Ingest), new IngestOptions());

    public static InferenceOptions Inference(IConfiguration configuration) => Bind(configuration, nameof(Inference), new InferenceOptions());

    public static SinkOptions Sink(IConfiguration configuration) => Bind(configuration, nameof(Sink), new SinkOptions());

    private static T Bind<T>(IConfiguration configuration, string name, T options)
        where T : class
    {
        var section = configuration.GetSection("Streaming").GetSection(name);
        try
        {
            // A misspelt name would otherwise be silently without effect.
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException refusal)
        {
            throw new ConfigurationException($"{section.Path}: {refusal.Message}", refusal);
        }
    }
}
