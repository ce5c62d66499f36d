using System.Text;
using CsCheck;
using Streaming.Assessment.Backtests;

namespace Streaming.Assessment.Tests.Backtests;

/// <summary>Events as a person would write them down, for second implementations that know nothing of columns.</summary>
internal sealed record PlainEvent(int Day, int Second, string Card, int Label, float Score, float Other, float Amount)
{
    public long Time => ScoredEvents.StartOf(Day) + (Second * 1_000_000L);
}

internal static class History
{
    public const int FirstDay = 20_000;

    /// <summary>Few days, cards and scores, so that ties, repeats and empty classes come often.</summary>
    public static Gen<PlainEvent[]> Gen { get; } = CsCheck.Gen.Select(
        CsCheck.Gen.Int[FirstDay, FirstDay + 9],
        CsCheck.Gen.Int[0, 86_399],
        CsCheck.Gen.Int[0, 7],
        CsCheck.Gen.Int[-1, 1],
        CsCheck.Gen.Int[0, 6],
        CsCheck.Gen.Int[0, 6],
        CsCheck.Gen.Int[0, 40],
        (day, second, card, label, score, other, amount) =>
            new PlainEvent(day, second, $"c{card}", label, score / 6f, other / 6f, amount == 0 ? float.NaN : amount)).Array[1, 60];

    public static ScoredEvents Events(IEnumerable<PlainEvent> history)
    {
        var events = new ScoredEvents(2);
        foreach (var e in history)
        {
            events.Add(e.Time, events.KeyNames.NumberOf(Encoding.UTF8.GetBytes(e.Card)), (sbyte)e.Label, e.Amount, 0, isCold: false, [e.Score, e.Other]);
        }

        return events;
    }

    public static BacktestResult Assess(PlainEvent[] history, float threshold = 0.5f, AssessmentOptions? options = null) => new Assessor(
        Events(history),
        [new AssessedModel("one", "1", "1", threshold), new AssessedModel("two", "2", "2", threshold)],
        options ?? new AssessmentOptions(FirstDay)).Assess();

    public static void Same(double? expected, double? found) =>
        Assert.True(expected is null ? found is null : found is { } value && Math.Abs(expected.Value - value) < 1e-9, $"expected {expected}, found {found}");
}
