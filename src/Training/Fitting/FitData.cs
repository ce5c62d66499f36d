using Streaming.Model.Schema;
using Streaming.Training.Cells;
using Streaming.Training.Data;
using Streaming.Training.Loop;
using Streaming.Training.Network;
using Streaming.Training.Objectives;

namespace Streaming.Training.Fitting;

/// <summary>All that a network is trained on.</summary>
/// <param name="Schema">With its constants.</param>
/// <param name="Periods">Which events teach and which are validated on.</param>
/// <param name="History">The encoded events.</param>
/// <param name="Faults">Records that are not among them.</param>
/// <param name="Teaching">The events that teach.</param>
internal sealed record FitData(FeatureSchema Schema, Periods Periods, History History, FaultTally Faults, TeachingRows Teaching)
{
    /// <summary>What is learnt from them.</summary>
    public IObjective Objective(FitOptions options) => options.Objective switch
    {
        ObjectiveKind.Fraud => new FraudObjective(
            Teaching.Frauds / (double)Math.Max(1, Teaching.Count), options.PositiveWeight, options.Focus),
        _ => new SurpriseObjective(History.FeatureCount, History.Vocabularies),
    };

    /// <summary>The form of a network for them.</summary>
    public NetworkShape Shape(FitOptions options, IObjective objective) => new(
        History.FeatureCount,
        History.Vocabularies,
        new CellShape(
            options.Cell,
            options.Activation,
            NetworkShape.InputWidthOf(History.FeatureCount, History.Vocabularies),
            options.Hidden,
            options.Layers),
        objective.Reading,
        objective.Outputs);
}
