namespace Streaming.Host.Verbs.Replay;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Replaying {Topic} to {ToTopic} as {Replay}: model {Model} (model id {ModelId}, state id {StateId})")]
    public static partial void ReplayStarted(
        this ILogger logger, string replay, string topic, string toTopic, string model, string modelId, string stateId);

    [LoggerMessage(2, LogLevel.Warning, "No event of {Topic} lies in the range")]
    public static partial void NothingInRange(this ILogger logger, string topic);
}
