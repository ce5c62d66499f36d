using System.CommandLine;
using Streaming.Host.CommandLine;
using Streaming.Host.CommandLine.Values;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Pack;

/// <summary>Puts a feature schema into a model from elsewhere.</summary>
internal static class PackVerb
{
    private static readonly Argument<string> s_model = new("MODEL") { Description = "The ONNX file as it was exported." };
    private static readonly Setting<string> s_schema = new("--schema", "FILE", "The feature schema, JSON: what the model's inputs are made of.", Texts.NotEmpty);
    private static readonly Setting<string> s_out = new("--out", "FILE", "The artifact to write; replaced if it exists.", Texts.NotEmpty);
    private static readonly Setting<string> s_name = new("--name", "NAME", "What people will call it; the model file's name unless set.", Texts.NotEmpty);
    private static readonly Setting<float> s_threshold = new("--threshold", "X", "A score at or above it is an alert; 0 to 1.", Texts.Share) { Default = "0.5" };

    public static Verb Verb { get; } = new(
        "pack",
        "Add a feature schema, a name and a threshold to an ONNX model from elsewhere.",
        "streaming pack exported.onnx --schema schemas/handbook.json --out model.onnx",
        [s_schema, s_out, s_name, s_threshold],
        RunAsync)
    {
        Arguments = [s_model],
    };

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var target = settings.Get(s_out);
        var packed = ModelPacker.PackFile(
            settings.Parsed.GetRequiredValue(s_model), settings.Get(s_schema), target, settings.Find(s_name), settings.Get(s_threshold));
        await context.Terminal.Output.WriteLineAsync(
            context.Json ? packed.ToJson() : $"packed {packed.Name} as {target}: model {packed.ModelId}, state {packed.StateId}");
        return ExitCode.Done;
    }
}
