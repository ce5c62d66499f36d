namespace Streaming.Training.Reporting;

/// <summary>How the gradient fades with the lag.</summary>
/// <param name="Name">Of the network.</param>
/// <param name="Norms">Norm at each lag from 0, as a share of that at 0.</param>
internal sealed record LagCurve(string Name, double[] Norms);
