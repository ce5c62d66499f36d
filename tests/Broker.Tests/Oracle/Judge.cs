namespace Streaming.Broker.Tests.Oracle;

/// <summary>Compares the evidence with the sequential reference. Knows no broker, so that seeded faults can prove it.</summary>
internal static class Judge
{
    private const float Tolerance = 1e-5f;

    public static Verdict Decide(Evidence evidence, Reference reference, bool exactlyOnce)
    {
        var verdict = new Verdict();
        var inputs = evidence.Input.Where(record => record.Offset < evidence.Committed.GetValueOrDefault(record.Partition, 0)).ToList();
        verdict.RecordsChecked = inputs.Count;
        CheckScores(evidence, reference, inputs, exactlyOnce, verdict);
        CheckStates(evidence, reference, verdict);
        CheckMarkers(evidence, verdict);
        foreach (var open in evidence.OpenTransactions)
        {
            verdict.Violation($"a transaction is left open on {open}");
        }

        return verdict;
    }

    private static void CheckScores(
        Evidence evidence, Reference reference, List<InputRecord> inputs, bool exactlyOnce, Verdict verdict)
    {
        var scores = evidence.Scores.ToLookup(score => (score.Partition, score.Offset));
        var dead = evidence.DeadLetters.ToLookup(letter => letter);
        foreach (var input in inputs)
        {
            var position = (input.Partition, input.Offset);
            var expected = reference.ScoreOf(position);
            var times = expected is null ? dead[position].Count() : scores[position].Count();
            if (times == 0)
            {
                verdict.Loss($"no {(expected is null ? "dead letter" : "score")} for {position}");
            }

            verdict.Duplicates += Math.Max(0, times - 1);
            if (exactlyOnce && times > 1)
            {
                verdict.Violation($"{times} scores for {position}");
            }

            foreach (var score in scores[position])
            {
                if (expected is null || Math.Abs(score.Score - expected.Value.Score) > Tolerance || score.Count != expected.Value.Count)
                {
                    verdict.WrongScore($"{position}: score {score.Score} count {score.Count}, reference {expected}");
                }
            }
        }

        if (!exactlyOnce)
        {
            return;
        }

        var last = new Dictionary<int, long>();
        foreach (var score in evidence.Scores)
        {
            if (score.Offset >= evidence.Committed.GetValueOrDefault(score.Partition, 0))
            {
                verdict.Violation($"a score for ({score.Partition}, {score.Offset}), which is not committed");
            }

            if (last.TryGetValue(score.Partition, out var before) && score.Offset <= before)
            {
                verdict.Violation($"partition {score.Partition}: the score of offset {score.Offset} comes after that of {before}");
            }

            last[score.Partition] = score.Offset;
        }
    }

    private static void CheckStates(Evidence evidence, Reference reference, Verdict verdict)
    {
        if (evidence.States is null)
        {
            return;
        }

        var expected = reference.StatesAt(evidence.Committed);
        verdict.StatesChecked = expected.Count;
        foreach (var (key, state) in expected)
        {
            if (!evidence.States.TryGetValue(key, out var found))
            {
                verdict.WrongState($"no state for key {key}");
            }
            else if (found.Count != state.Count || found.LastEventTime != state.LastEventTime || !Close(found.Vector, state.Vector))
            {
                verdict.WrongState($"key {key}: count {found.Count}, reference {state.Count}; time {found.LastEventTime}, reference {state.LastEventTime}");
            }
        }

        foreach (var key in evidence.States.Keys.Where(key => !expected.ContainsKey(key)))
        {
            verdict.WrongState($"a state for key {key}, which the reference does not have");
        }
    }

    private static void CheckMarkers(Evidence evidence, Verdict verdict)
    {
        if (evidence.Markers is null)
        {
            return;
        }

        foreach (var (partition, offset) in evidence.Committed)
        {
            if (evidence.Markers.GetValueOrDefault(partition, -1) != offset)
            {
                verdict.Violation($"partition {partition}: marker {evidence.Markers.GetValueOrDefault(partition, -1)}, committed offset {offset}");
            }
        }
    }

    private static bool Close(float[] a, float[] b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Length; i++)
        {
            // Statistics may be large: relative above 1.
            if (!(Math.Abs(a[i] - b[i]) <= Tolerance * 10 * Math.Max(1, Math.Abs(b[i]))))
            {
                return false;
            }
        }

        return true;
    }
}
