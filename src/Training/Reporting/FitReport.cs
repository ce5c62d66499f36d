using Streaming.Assessment.Drawing;
using Streaming.Assessment.Metrics;
using Streaming.Training.Facts;
using Streaming.Training.Loop;

namespace Streaming.Training.Reporting;

/// <summary>Everything the report shows, and <c>report.json</c>.</summary>
/// <param name="Model">The artifact's name.</param>
/// <param name="ModelId">Its id.</param>
/// <param name="Threshold">Its cut.</param>
/// <param name="FigureName">What decided which epoch is best.</param>
/// <param name="Facts">What the artifact says of its training.</param>
/// <param name="Epochs">Learning curves.</param>
/// <param name="PrecisionRecall">Recall and precision of the validation period.</param>
/// <param name="Roc">False and true positive rates.</param>
/// <param name="ScoresGenuine">Counts of genuine events in forty bins of score.</param>
/// <param name="ScoresFraud">Counts of frauds.</param>
/// <param name="Reliability">Whether scores mean what they say.</param>
/// <param name="LagGradients">How far back the network looks.</param>
/// <param name="Importance">What each feature is worth.</param>
/// <param name="Cost">What the network costs.</param>
internal sealed record FitReport(
    string Model,
    string ModelId,
    float Threshold,
    string FigureName,
    TrainingFacts Facts,
    IReadOnlyList<EpochFigures> Epochs,
    IReadOnlyList<CurvePoint> PrecisionRecall,
    IReadOnlyList<CurvePoint> Roc,
    IReadOnlyList<int> ScoresGenuine,
    IReadOnlyList<int> ScoresFraud,
    IReadOnlyList<ReliabilityBin> Reliability,
    IReadOnlyList<LagCurve> LagGradients,
    IReadOnlyList<FeatureImportance> Importance,
    CostFigures Cost);
