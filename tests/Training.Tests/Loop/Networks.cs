using Streaming.Training.Cells;
using Streaming.Training.Network;

namespace Streaming.Training.Tests.Loop;

/// <summary>Small networks that judge events.</summary>
internal static class Networks
{
    public static ScoreNetwork Of(CellKind cell, int features, int hidden = 8) => new(
        new NetworkShape(features, [], new CellShape(cell, Activation.Tanh, features, hidden, 1), HeadReading.StateAndEvent, 1), dropout: 0);
}
