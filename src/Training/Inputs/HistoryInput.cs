using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Inference.Ports;
using Streaming.Ingest;
using Streaming.Ingest.Files;
using Streaming.Ingest.Kafka;
using Streaming.Ingest.Ranges;
using Streaming.Model.Encoding;
using Streaming.Training.Data;

namespace Streaming.Training.Inputs;

/// <summary>Where history is read from: files or a topic. It is gone through several times, and is the same each time.</summary>
/// <param name="name">What a person calls it.</param>
/// <param name="open">Begins from the first record.</param>
/// <param name="life">What lasts from pass to pass; null where nothing does.</param>
internal sealed class HistoryInput(string name, Func<IRecordHistory> open, IDisposable? life) : IDisposable
{
    private const int MaxRecordBytes = 256 * 1024;
    private const int ProgressEvery = 10_000;

    /// <summary>What a person calls it.</summary>
    public string Name => name;

    /// <summary>Files, one after another in the given order.</summary>
    public static HistoryInput OfFiles(IReadOnlyList<string> files) =>
        new(string.Join(", ", files.Select(Path.GetFileName)), () => new FileHistory(files, MaxRecordBytes), life: null);

    /// <summary>A Kafka topic, from its first record to the end it has when it is read first.</summary>
    public static HistoryInput OfTopic(string topic, KafkaSettings settings, TimeProvider time)
    {
        var history = new WholeTopicHistory(new IngestOptions { Topic = topic }, MaxRecordBytes, settings, time, NullLoggerFactory.Instance);
        return new HistoryInput(
            topic,
            () =>
            {
                history.Rewind();
                return history;
            },
            history);
    }

    /// <summary>Goes through all records.</summary>
    /// <param name="action">Takes the value of every record that the reader itself can read.</param>
    /// <param name="fault">Hears of the others.</param>
    /// <param name="progress">Hears now and then which share is done, and how many records that were.</param>
    public void ForEach(RecordAction action, Action<RecordFault> fault, Action<double, long> progress)
    {
        var history = open();
        try
        {
            for (long records = 1; history.TryRead(out var record); records++)
            {
                if (record.Fault.IsFault)
                {
                    fault(record.Fault);
                    continue;
                }

                action(record.Value.Span);
                if (records % ProgressEvery == 0)
                {
                    progress(history.Share, records);
                }
            }
        }
        finally
        {
            if (life is null)
            {
                history.Dispose();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => life?.Dispose();
}
