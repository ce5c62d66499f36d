using System.CommandLine;
using Streaming.Host.CommandLine;
using Streaming.Model.Artifact;

namespace Streaming.Host.Verbs.Inspect;

/// <summary>Shows what a model file is made of.</summary>
internal static class InspectVerb
{
    private static readonly Argument<string> s_file = new("FILE") { Description = "The model, an .onnx file with a feature schema inside." };

    public static Verb Verb { get; } = new(
        "inspect",
        "Check a model and show its identities, threshold, features and tensors.",
        "streaming inspect models/card-gru.onnx",
        [],
        RunAsync)
    {
        Arguments = [s_file],
    };

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        using var model = StepModel.Load(context.Settings.Parsed.GetRequiredValue(s_file));
        var inspection = ModelInspection.Of(model);
        await context.Terminal.Output.WriteLineAsync(context.Json ? inspection.ToJson() : InspectionText.Of(inspection));
        return ExitCode.Done;
    }
}
