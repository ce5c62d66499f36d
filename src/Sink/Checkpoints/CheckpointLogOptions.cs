namespace Streaming.Sink.Checkpoints;

/// <summary>What a checkpoint log writes, and as whom.</summary>
/// <param name="TransactionalId">The identity that fences a predecessor: <c>APP-INSTANCE</c>.</param>
/// <param name="InputTopic">The topic whose offsets are committed.</param>
/// <param name="InputPartitions">Its partitions.</param>
/// <param name="ChangelogTopic">The changelog: <c>APP.changelog</c>.</param>
public sealed record CheckpointLogOptions(string TransactionalId, string InputTopic, int InputPartitions, string ChangelogTopic)
{
    /// <summary>The names of an application's instance.</summary>
    public static CheckpointLogOptions Of(string app, string instance, string inputTopic, int inputPartitions) =>
        new($"{app}-{instance}", inputTopic, inputPartitions, $"{app}.changelog");
}
