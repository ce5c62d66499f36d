namespace Streaming.Host.Reports;

/// <summary>What a changelog holds.</summary>
internal sealed record StateListReport(string Verb, string Version, string Topic, IReadOnlyList<StateIdRow> States);

/// <summary>The states of one state id.</summary>
internal sealed record StateIdRow(
    string StateId, long Keys, long Bytes, DateTimeOffset? LastEventTime, IReadOnlyList<StatePartitionRow> Partitions);

/// <summary>The same in one partition, with its marker.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Keys">Keys with a state.</param>
/// <param name="Bytes">Bytes of their records.</param>
/// <param name="LastEventTime">The latest event of any of them.</param>
/// <param name="Offset">The source offset that the states stand at; null without a marker.</param>
/// <param name="StreamTime">The highest event time that the partition had shown by then.</param>
/// <param name="Group">The consumer group whose offset it is.</param>
internal sealed record StatePartitionRow(
    int Partition, long Keys, long Bytes, DateTimeOffset? LastEventTime, long? Offset, DateTimeOffset? StreamTime, string? Group);

/// <summary>The states of one key, without the key.</summary>
internal sealed record KeyStateReport(string Verb, string Version, IReadOnlyList<KeyStateRow> States);

/// <summary>One state of a key.</summary>
/// <param name="StateId">Made under this state id.</param>
/// <param name="Partition">Where it lies.</param>
/// <param name="IsDamaged">Whether it cannot be read; then there is nothing more.</param>
/// <param name="Events">The key's events so far.</param>
/// <param name="LastEventTime">When the last of them happened.</param>
/// <param name="Offset">The source offset of the last of them.</param>
/// <param name="Norm">Euclidean norm of the hidden state.</param>
/// <param name="Statistics">Running statistics, in the order of the schema's features.</param>
internal sealed record KeyStateRow(
    string StateId,
    int Partition,
    bool IsDamaged,
    long? Events,
    DateTimeOffset? LastEventTime,
    long? Offset,
    float? Norm,
    IReadOnlyList<float> Statistics);

/// <summary>What was removed.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Keys">Key states deleted.</param>
internal sealed record StateRemovalReport(string Verb, string Version, long Keys);
