namespace Streaming.Training.Checking;

/// <summary>What a person looks at before training.</summary>
/// <param name="Verb"><c>check</c>.</param>
/// <param name="Records">Records read.</param>
/// <param name="Faults">Records that the schema cannot read, by reason.</param>
/// <param name="Examples">The reasons with an example each, for a person; null if there are none.</param>
/// <param name="Events">Records that it can read.</param>
/// <param name="Keys">Keys.</param>
/// <param name="EventsPerKey">Least, median and most events of a key.</param>
/// <param name="From">First event time.</param>
/// <param name="To">Last event time.</param>
/// <param name="Frauds">Events labelled as frauds.</param>
/// <param name="Unlabelled">Events without a label.</param>
/// <param name="TimesBack">Events after a later one of their key.</param>
/// <param name="Fields">All fields of the records.</param>
/// <param name="Categories">Category features.</param>
/// <param name="LeakSuspects">Fields that alone rank the label and that the schema reads for features, or could.</param>
internal sealed record CheckReport(
    string Verb,
    int Records,
    IReadOnlyDictionary<string, int> Faults,
    string? Examples,
    int Events,
    int Keys,
    IReadOnlyList<int> EventsPerKey,
    string From,
    string To,
    int Frauds,
    int Unlabelled,
    int TimesBack,
    IReadOnlyList<FieldFacts> Fields,
    IReadOnlyList<CategoryFacts> Categories,
    IReadOnlyList<string> LeakSuspects);
