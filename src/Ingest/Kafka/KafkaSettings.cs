using System.Collections.Frozen;

namespace Streaming.Ingest.Kafka;

/// <summary>
/// The settings that every Kafka client of this process gets beside its own: where the brokers are, security, and what the user
/// turned with <c>--kafka KEY=VALUE</c>. Immutable.
/// </summary>
public sealed class KafkaSettings
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Mask = "******";

    private static readonly string[] SecretMarks =
        ["password", "secret", "passphrase", "private", "key.pem", "ssl_key", "oauthbearer.config"];

    private KafkaSettings(FrozenDictionary<string, string> pairs) => Pairs = pairs;

    /// <summary>Names and values as librdkafka reads them, checked, secrets included: never print this.</summary>
    public IReadOnlyDictionary<string, string> Pairs { get; }

    /// <summary>The same for a person to read: sorted by name, secrets masked.</summary>
    public IEnumerable<KeyValuePair<string, string>> Shown => Pairs
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => KeyValuePair.Create(pair.Key, IsSecret(pair.Key) ? Mask : pair.Value));

    /// <summary>Checks settings of a configuration section or dictionary.</summary>
    /// <param name="bootstrap"><c>--bootstrap</c>: host:port, several with commas; null to take <c>bootstrap.servers</c> from <paramref name="settings"/>.</param>
    /// <param name="settings">librdkafka's names and values; of repeated names the last counts.</param>
    /// <exception cref="KafkaSettingsException">A name is refused or empty, or no broker is named.</exception>
    public static KafkaSettings Create(string? bootstrap, IEnumerable<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (rawName, value) in settings)
        {
            var name = rawName.Trim();
            if (name.Length == 0)
            {
                throw new KafkaSettingsException("A Kafka setting has no name; write --kafka NAME=VALUE.");
            }

            if (RefusedSettings.ReasonFor(name, value) is { } reason)
            {
                throw new KafkaSettingsException($"The Kafka setting '{name}' cannot be turned: {reason}.");
            }

            pairs[name] = value;
        }

        if (bootstrap is not null)
        {
            pairs["bootstrap.servers"] = bootstrap;
        }

        if (!pairs.ContainsKey("bootstrap.servers") && !pairs.ContainsKey("test.mock.num.brokers"))
        {
            throw new KafkaSettingsException("No broker is named; use --bootstrap HOST:PORT.");
        }

        return new KafkaSettings(pairs.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Splits one <c>--kafka KEY=VALUE</c>. The value may hold further equal signs and may be empty.</summary>
    /// <exception cref="KafkaSettingsException">There is no equal sign or no name.</exception>
    public static KeyValuePair<string, string> Split(string pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var at = pair.IndexOf('=', StringComparison.Ordinal);

        // The text is not repeated: without its name it may well be a password.
        return at > 0
            ? KeyValuePair.Create(pair[..at].Trim(), pair[(at + 1)..])
            : throw new KafkaSettingsException("A Kafka setting is not of the form NAME=VALUE.");
    }

    /// <summary>Whether a setting's value must not be shown.</summary>
    public static bool IsSecret(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return SecretMarks.Any(mark => name.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A client's configuration: our defaults, over them the user's settings, over them what is not the user's to turn.</summary>
    internal Dictionary<string, string> Over(
        IEnumerable<KeyValuePair<string, string>> defaults,
        IEnumerable<KeyValuePair<string, string>> enforced)
    {
        var configuration = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in defaults.Concat(Pairs).Concat(enforced))
        {
            configuration[name] = value;
        }

        return configuration;
    }
}
