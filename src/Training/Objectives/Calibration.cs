using Streaming.Model.Artifact.Onnx;
using Streaming.Training.Network;

namespace Streaming.Training.Objectives;

/// <summary>How raw scores become scores, in training and inside the step graph.</summary>
/// <param name="Apply">From a raw score to 0..1; never falls.</param>
/// <param name="Write">The step graph of a network that scores so.</param>
internal sealed record Calibration(Func<float, float> Apply, Func<NetworkShape, NetworkWeights, ModelProto> Write);
