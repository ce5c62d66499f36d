namespace Streaming.Host.CommandLine;

/// <summary>
/// The environment, in two spellings: <c>STREAMING_TO_TOPIC</c>, and .NET's own <c>Streaming__ToTopic</c> (also for other sections:
/// <c>Logging__LogLevel__Default</c>). <c>STREAMING_KAFKA_SASL_PASSWORD</c> is librdkafka's <c>sasl.password</c>: a shell cannot set
/// a variable with dots in its name.
/// </summary>
internal sealed class StreamingVariables(IEnumerable<KeyValuePair<string, string>> environment) : ConfigurationProvider, IConfigurationSource
{
    public const string Prefix = "STREAMING_";
    private const string KafkaPrefix = Prefix + "KAFKA_";

    /// <inheritdoc />
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc />
    public override void Load()
    {
        foreach (var (name, value) in environment)
        {
            Data[KeyOf(name)] = value;
        }
    }

    private static string KeyOf(string name)
    {
        if (name.Contains("__", StringComparison.Ordinal))
        {
            return name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
        }

        if (name.StartsWith(KafkaPrefix, StringComparison.Ordinal))
        {
#pragma warning disable CA1308 // librdkafka's names are lower case
            return $"Streaming:Kafka:{name[KafkaPrefix.Length..].Replace('_', '.').ToLowerInvariant()}";
#pragma warning restore CA1308
        }

        // Keys compare without case, so TOTOPIC is ToTopic.
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            ? $"Streaming:{name[Prefix.Length..].Replace("_", "", StringComparison.Ordinal)}"
            : name;
    }
}
