namespace Streaming.Ingest.Changelog;

/// <summary>What a changelog reader reads.</summary>
/// <param name="Group">The consumer group whose committed offsets count.</param>
/// <param name="InputTopic">The topic whose offsets it commits.</param>
/// <param name="ChangelogTopic">The changelog.</param>
/// <param name="TransactionTimeout">After how long the brokers abort a transaction that was left open.</param>
public sealed record ChangelogReaderOptions(string Group, string InputTopic, string ChangelogTopic, TimeSpan TransactionTimeout)
{
    /// <summary>How long a reading may stand before an open transaction: until the brokers must have ended it, and a little.</summary>
    public TimeSpan Patience => TransactionTimeout + TimeSpan.FromSeconds(15);
}
