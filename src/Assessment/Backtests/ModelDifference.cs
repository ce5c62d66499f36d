namespace Streaming.Assessment.Backtests;

/// <summary>A model against the first one, on the events that both scored.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Against">The first one's.</param>
/// <param name="Events">Events that both scored.</param>
/// <param name="BothAlert">Alerts of both.</param>
/// <param name="OnlyModelAlerts">Alerts of it alone.</param>
/// <param name="OnlyAgainstAlerts">Alerts of the first one alone.</param>
/// <param name="Figures">By figure.</param>
public sealed record ModelDifference(
    string Model,
    string Against,
    int Events,
    int BothAlert,
    int OnlyModelAlerts,
    int OnlyAgainstAlerts,
    IReadOnlyDictionary<string, FigureDifference> Figures);
