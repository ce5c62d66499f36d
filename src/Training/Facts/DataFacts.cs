namespace Streaming.Training.Facts;

/// <summary>What a model was trained on. Times are ISO 8601 in UTC, ends are exclusive.</summary>
/// <param name="TrainFrom">Begin of the training period.</param>
/// <param name="TrainTo">Its end, and the begin of the validation period.</param>
/// <param name="ValidateTo">End of the validation period.</param>
/// <param name="LabelDelaySeconds">Age that a label had to have at the end of the training period.</param>
/// <param name="Events">Events read, history before the training period included.</param>
/// <param name="Keys">Keys among them.</param>
/// <param name="Teaching">Events that taught.</param>
/// <param name="Frauds">Frauds among those.</param>
/// <param name="Faults">Records that could not be decoded, by reason.</param>
internal sealed record DataFacts(
    string TrainFrom,
    string TrainTo,
    string ValidateTo,
    double LabelDelaySeconds,
    int Events,
    int Keys,
    int Teaching,
    int Frauds,
    IReadOnlyDictionary<string, int> Faults);
