namespace Streaming.Assessment.Backtests;

/// <summary>An event that a person should look at.</summary>
/// <param name="Row">Its row among the scored events.</param>
/// <param name="Id">Its id.</param>
/// <param name="Weight">The greater, the more worth a look.</param>
public readonly record struct NotableEvent(int Row, string Id, double Weight);
