using System.CommandLine;
using Streaming.Ingest.Kafka;

namespace Streaming.Host.CommandLine;

/// <summary>
/// <c>--kafka KEY=VALUE</c>, repeated: any setting of librdkafka. In appsettings.json an object, <c>"Kafka": { "sasl.username": "…" }</c>;
/// in the environment <c>STREAMING_KAFKA_SASL_USERNAME</c>. The command line overrides single keys of what is configured.
/// </summary>
internal sealed class KafkaSetting(Setting<string> bootstrap) : ISetting
{
    private const string Name = "--kafka";

    private readonly Option<string[]> _option = new(Name)
    {
        HelpName = "KEY=VALUE",
        Description = "Any librdkafka setting, repeated. Passwords better come from the environment, as in STREAMING_KAFKA_SASL_PASSWORD.",
    };

    /// <inheritdoc />
    public Option Option => _option;

    /// <inheritdoc />
    public string Key => "Kafka";

    /// <summary>The settings that every client gets, the brokers included.</summary>
    /// <exception cref="KafkaSettingsException">One cannot be turned, or is no setting.</exception>
    public KafkaSettings Read(Settings settings) =>
        KafkaSettings.Create(settings.Get(bootstrap), Find(settings).Select(found => KeyValuePair.Create(found.Key, found.Value.Text)));

    /// <inheritdoc />
    public IEnumerable<EffectiveValue> Show(Settings settings)
    {
        Read(settings);
        return from found in Find(settings)
            let value = KafkaSettings.IsSecret(found.Key) ? KafkaSettings.Mask : found.Value.Text
            select new EffectiveValue($"{Name} {found.Key}", value, found.Value.Source);
    }

    private SortedDictionary<string, (string Text, string Source)> Find(Settings settings)
    {
        var found = new SortedDictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var (key, text, source) in settings.ConfiguredBelow(Key))
        {
            found[key] = (text, source);
        }

        foreach (var pair in settings.Parsed.GetValue(_option) ?? [])
        {
            var (key, text) = KafkaSettings.Split(pair);
            found[key] = (text, "command line");
        }

        return found;
    }
}
