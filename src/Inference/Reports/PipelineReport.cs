namespace Streaming.Inference.Reports;

/// <summary>What a pipeline has done so far: the live table and the final report.</summary>
/// <param name="Elapsed">From the first record consumed to the last delivery.</param>
/// <param name="Events">Records consumed and settled: <paramref name="Scored"/> plus <paramref name="DeadLetters"/>.</param>
/// <param name="Scored">Scores handed over.</param>
/// <param name="DeadLetters">Dead letters handed over.</param>
/// <param name="DeadLettersByReason">The same by reason.</param>
/// <param name="Alerts">Scores at or above the threshold.</param>
/// <param name="Keys">Key states owned now (after the end: at the end).</param>
/// <param name="StateBytes">Memory of the state stores, bytes.</param>
/// <param name="Steps">ONNX Runtime calls.</param>
/// <param name="Latency">Record timestamp to score delivered, of records stamped within the hour before.</param>
public sealed record PipelineReport(
    TimeSpan Elapsed,
    long Events,
    long Scored,
    long DeadLetters,
    IReadOnlyDictionary<string, long> DeadLettersByReason,
    long Alerts,
    long Keys,
    long StateBytes,
    long Steps,
    LatencyReport Latency);
