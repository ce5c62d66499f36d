using Streaming.Host.CommandLine;

namespace Streaming.Host.Verbs.Demo;

/// <summary>The model that comes with the program.</summary>
internal static class DefaultModel
{
    /// <exception cref="ConfigurationException">It is not there.</exception>
    public static string Path()
    {
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, "models", "card-gru.onnx");
        return File.Exists(path) ? path : throw new ConfigurationException($"--model is required: the default model {path} is missing");
    }
}
