namespace Streaming.Broker.Tests.Oracle;

/// <summary>What the oracle found.</summary>
internal sealed class Verdict
{
    private readonly List<string> _violations = [];

    /// <summary>The first violations, for a person.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public long RecordsChecked { get; set; }

    public long StatesChecked { get; set; }

    /// <summary>Committed input records without a score or dead letter.</summary>
    public long Losses { get; private set; }

    /// <summary>Scores beyond the first for one input record.</summary>
    public long Duplicates { get; set; }

    /// <summary>Scores that differ from the reference.</summary>
    public long WrongScores { get; private set; }

    /// <summary>Key states that differ from the reference.</summary>
    public long WrongStates { get; private set; }

    public bool IsClean => _violations.Count == 0;

    public void Loss(string what) => Add(what, Losses++);

    public void WrongScore(string what) => Add(what, WrongScores++);

    public void WrongState(string what) => Add(what, WrongStates++);

    public void Violation(string what) => Add(what, 0);

    public override string ToString() =>
        $"{RecordsChecked} records, {StatesChecked} states: {Losses} lost, {Duplicates} doubled, {WrongScores} wrong scores, {WrongStates} wrong states\n"
        + string.Join('\n', _violations.Take(20));

    private void Add(string what, long before)
    {
        if (_violations.Count < 1_000 || before < 100)
        {
            _violations.Add(what);
        }
    }
}
