using Microsoft.ML.OnnxRuntime;
using Streaming.Model.Artifact;

namespace Streaming.Model.Stepping;

/// <summary>How ONNX Runtime is set up: the same for every use of a model, so that all of them compute the same.</summary>
internal static class StepSession
{
    /// <summary>Opens the model in memory.</summary>
    public static InferenceSession Open(byte[] file)
    {
        using var options = new SessionOptions
        {
            // Waves run beside each other on the lanes' own threads; a pool in every session would only fight them, and spinning
            // threads would take the cores from the lanes that have work.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,

            // What goes wrong is thrown; ONNX Runtime's own lines on standard error would say it a second time.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException($"ONNX Runtime refused the graph: {exception.Message}", exception);
        }
    }

    /// <summary>The options of one call.</summary>
    public static RunOptions CallOptions() => new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
}
