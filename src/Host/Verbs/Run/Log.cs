namespace Streaming.Host.Verbs.Run;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information,
        "Scoring {Topic} as group {Group}: model {Model} (model id {ModelId}, state id {StateId}, threshold {Threshold}), "
        + "delivery {Delivery}, changelog {Changelog}, app {App}, instance {Instance}, streaming {Version}, {Runtime}, librdkafka {Librdkafka}")]
    public static partial void ScoringStarted(
        this ILogger logger,
        string topic,
        string group,
        string model,
        string modelId,
        string stateId,
        float threshold,
        string delivery,
        string changelog,
        string app,
        string instance,
        string version,
        string runtime,
        string librdkafka);

    [LoggerMessage(2, LogLevel.Warning,
        "Key states are kept in memory only: after a restart, and for a partition that moves here, every card starts from an empty state")]
    public static partial void StateIsNotDurable(this ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Serving the live page, health and metrics at {Address}")]
    public static partial void ServingHttp(this ILogger logger, string address);

    [LoggerMessage(4, LogLevel.Information, "Stopping: draining what has been read")]
    public static partial void Draining(this ILogger logger);
}
