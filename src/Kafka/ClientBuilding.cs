using Confluent.Kafka;

namespace Streaming.Kafka;

/// <summary>Building a client: what it refuses is a setting of the user's, and is reported as that.</summary>
internal static class ClientBuilding
{
    /// <summary>Builds a client.</summary>
    /// <param name="build">The builder's last step.</param>
    /// <param name="refused">Makes the exception; the message names the setting and, for a wrong value, what it takes.</param>
    public static T Build<T>(Func<T> build, Func<string, Exception, Exception> refused)
    {
        try
        {
            return build();
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or KafkaException)
        {
            throw refused($"Kafka's client refused its settings: {failure.Message}", failure);
        }
    }
}
