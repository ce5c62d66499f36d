namespace Streaming.Ingest.Kafka;

/// <summary>A Kafka setting that cannot be used (exit code 2). The message names it and never holds its value.</summary>
public sealed class KafkaSettingsException : Exception
{
    /// <summary>Says which setting is meant and why it is refused.</summary>
    public KafkaSettingsException(string message)
        : base(message)
    {
    }

    /// <summary>Says which setting is meant and why it is refused, with the cause.</summary>
    public KafkaSettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
