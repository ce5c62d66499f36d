using Streaming.Broker.Tests.Support;
using Streaming.Model.Artifact;

namespace Streaming.Broker.Tests.Oracle;

/// <summary>The oracle itself: clean evidence passes, and each seeded fault is found.</summary>
public sealed class JudgeTests(PackedModel model)
{
    [Fact]
    public void Clean_evidence_is_clean() => Assert.True(Decide(exactlyOnce: true, scores => scores, states => states).IsClean);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dropped_score_is_found(bool exactlyOnce) =>
        Assert.Equal(1, Decide(exactlyOnce, scores => [.. scores.Take(100), .. scores.Skip(101)], states => states).Losses);

    [Fact]
    public void A_doubled_score_is_found_and_counted_in_at_least_once_mode()
    {
        static List<ScoreRecord> Double(List<ScoreRecord> scores) => [.. scores, scores[^1]];
        Assert.False(Decide(exactlyOnce: true, Double, states => states).IsClean);
        var allowed = Decide(exactlyOnce: false, Double, states => states);
        Assert.True(allowed.IsClean);
        Assert.Equal(1, allowed.Duplicates);
    }

    [Fact]
    public void Swapped_scores_are_found()
    {
        static List<ScoreRecord> Swap(List<ScoreRecord> scores)
        {
            (scores[10], scores[11]) = (scores[11], scores[10]);
            return scores;
        }

        Assert.False(Decide(exactlyOnce: true, Swap, states => states).IsClean);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_altered_score_is_found(bool exactlyOnce) =>
        Assert.Equal(1, Decide(exactlyOnce, scores => [.. scores.Select((s, i) => i == 50 ? s with { Score = s.Score + 1e-3f } : s)], states => states).WrongScores);

    [Fact]
    public void A_stale_state_is_found() =>
        Assert.Equal(1, Decide(exactlyOnce: false, scores => scores, states => Change(states, s => s with { Count = s.Count - 1 })).WrongStates);

    [Fact]
    public void A_state_that_differs_a_little_is_found() =>
        Assert.Equal(1, Decide(exactlyOnce: false, scores => scores, states => Change(states, s => s with { Vector = [.. s.Vector.Select(v => v + 1e-3f)] })).WrongStates);

    private static Dictionary<(int, string), StateRecord> Change(Dictionary<(int, string), StateRecord> states, Func<StateRecord, StateRecord> change)
    {
        var key = states.Keys.First();
        states[key] = change(states[key]);
        return states;
    }

    private Verdict Decide(
        bool exactlyOnce,
        Func<List<ScoreRecord>, List<ScoreRecord>> changeScores,
        Func<Dictionary<(int, string), StateRecord>, Dictionary<(int, string), StateRecord>> changeStates)
    {
        using var loaded = StepModel.Load(model.Path);
        var input = TestEvents.Records(400, 20, seed: 1, partitions: 2)
            .GroupBy(record => record.Partition)
            .SelectMany(group => group.Select((record, offset) => new InputRecord(group.Key, offset, 0, record.Value)))
            .ToList();
        var reference = new Reference(loaded, input);
        var committed = input.GroupBy(record => record.Partition).ToDictionary(group => group.Key, group => (long)group.Count());
        var scores = input
            .Select(record => new ScoreRecord(
                record.Partition,
                record.Offset,
                reference.ScoreOf((record.Partition, record.Offset))!.Value.Score,
                "",
                reference.ScoreOf((record.Partition, record.Offset))!.Value.Count))
            .ToList();
        return Judge.Decide(
            new Evidence
            {
                Input = input,
                Scores = changeScores(scores),
                DeadLetters = [],
                States = changeStates(reference.StatesAt(committed)),
                Markers = committed,
                Committed = committed,
                OpenTransactions = [],
            },
            reference,
            exactlyOnce);
    }
}
