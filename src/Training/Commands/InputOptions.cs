using System.CommandLine;
using Streaming.Ingest.Kafka;
using Streaming.Training.Inputs;

namespace Streaming.Training.Commands;

/// <summary>The options that say where history comes from: <c>--data</c> or <c>--topic</c>, the latter with those of a Kafka client.</summary>
internal sealed class InputOptions
{
    public const string DataName = "--data";
    public const string TopicName = "--topic";
    public const string KafkaName = "--kafka";

    private readonly Option<string[]> _data = new(DataName)
    {
        HelpName = "FILE",
        Description = "History: CSV, JSON lines (both plain or gzip) or Parquet; several files are read one after another.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _topic = new(TopicName)
    {
        HelpName = "TOPIC",
        Description = "History: a Kafka topic, from its first record to its end as it is now; instead of --data.",
    };

    private readonly Option<string?> _bootstrap = new("--bootstrap")
    {
        HelpName = "HOST:PORT",
        Description = "Kafka brokers to begin with, several with commas.",
        DefaultValueFactory = _ => "localhost:9092",
    };

    private readonly Option<string[]> _kafka = new(KafkaName)
    {
        HelpName = "KEY=VALUE",
        Description = "Any librdkafka setting, repeated. Passwords better come from the environment, as in STREAMING_KAFKA_SASL_PASSWORD.",
    };

    /// <summary>Gives a command these options, and the rule that one of the two inputs is named.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _topic, _bootstrap, _kafka })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            var (hasFiles, hasTopic) = (result.GetValue(_data) is { Length: > 0 }, result.GetValue(_topic) is not null);
            if (hasFiles == hasTopic)
            {
                result.AddError($"expected one of --data and --topic, found {(hasFiles ? "both" : "neither")}");
            }
        });
    }

    /// <summary>The input that was asked for. Files are looked for, brokers are connected to.</summary>
    /// <exception cref="UsageException">A file is not there, or a Kafka setting is refused.</exception>
    public HistoryInput Open(ParseResult parsed, TimeProvider time)
    {
        if (parsed.GetValue(_topic) is { } topic)
        {
            try
            {
                return HistoryInput.OfTopic(
                    topic, KafkaSettings.Create(parsed.GetValue(_bootstrap), (parsed.GetValue(_kafka) ?? []).Select(KafkaSettings.Split)), time);
            }
            catch (KafkaSettingsException refusal)
            {
                throw new UsageException(refusal.Message);
            }
        }

        var files = parsed.GetValue(_data) ?? [];
        return files.FirstOrDefault(path => !File.Exists(path)) is { } missing
            ? throw new UsageException($"expected a file, found none: {missing}")
            : HistoryInput.OfFiles(files);
    }
}
