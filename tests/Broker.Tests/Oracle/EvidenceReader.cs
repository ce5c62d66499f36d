using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Streaming.Broker.Tests.Support;
using Streaming.Model.Artifact;
using Streaming.Model.State;

namespace Streaming.Broker.Tests.Oracle;

/// <summary>Reads the evidence of an application from its broker.</summary>
internal static class EvidenceReader
{
    /// <summary>Reads all, steps the reference through the input, and decides.</summary>
    public static async Task<Verdict> JudgeAsync(string bootstrap, Application app, string modelFile, bool exactlyOnce)
    {
        using var model = StepModel.Load(modelFile);
        var evidence = await ReadAsync(bootstrap, app, model);
        return Judge.Decide(evidence, new Reference(model, evidence.Input), exactlyOnce);
    }

    private static async Task<Evidence> ReadAsync(string bootstrap, Application app, StepModel model)
    {
        var open = await OpenTransactionsAsync(bootstrap, [app.Scores, app.Name + ".alerts", app.Name + ".dead-letter", app.Name + ".changelog"]);
        var (states, markers) = ReadChangelog(bootstrap, app, model);
        return new Evidence
        {
            Input = [.. TopicReader.ReadAll(bootstrap, app.Input)
                .Select(r => new InputRecord(r.Partition.Value, r.Offset.Value, r.Message.Timestamp.UnixTimestampMs, r.Message.Value))],
            Scores = [.. TopicReader.ReadAll(bootstrap, app.Scores).Select(ReadScore)],
            DeadLetters = [.. TopicReader.ReadAll(bootstrap, app.Name + ".dead-letter")
                .Select(r => (int.Parse(r.Header("partition")!, CultureInfo.InvariantCulture), long.Parse(r.Header("offset")!, CultureInfo.InvariantCulture)))],
            States = states,
            Markers = markers,
            Committed = (await TopicReader.CommittedAsync(bootstrap, app.Name, app.Input)).Where(p => p.Value >= 0).ToDictionary(),
            OpenTransactions = open,
        };
    }

    private static ScoreRecord ReadScore(ConsumeResult<byte[], byte[]> record)
    {
        using var score = JsonDocument.Parse(record.Message.Value);
        var root = score.RootElement;
        return new ScoreRecord(
            root.GetProperty("partition").GetInt32(),
            root.GetProperty("offset").GetInt64(),
            root.GetProperty("score").GetSingle(),
            root.GetProperty("id").GetString() ?? "",
            root.GetProperty("count").GetInt64());
    }

    private static (Dictionary<(int, string), StateRecord> States, Dictionary<int, long> Markers) ReadChangelog(
        string bootstrap, Application app, StepModel model)
    {
        var states = new Dictionary<(int, string), StateRecord>();
        var markers = new Dictionary<int, long>();
        foreach (var record in TopicReader.ReadAll(bootstrap, app.Name + ".changelog"))
        {
            Assert.True(ChangelogKeyCodec.TryDecode(record.Message.Key, out var key, out var damage), damage);
            if (Encoding.ASCII.GetString(key.StateId) != model.StateId)
            {
                continue;
            }

            var partition = record.Partition.Value;
            switch (key.Kind)
            {
                case ChangelogKeyKind.Marker:
                    // version 1, offset 8, ... (little-endian)
                    markers[partition] = BinaryPrimitives.ReadInt64LittleEndian(record.Message.Value.AsSpan(1));
                    break;
                case ChangelogKeyKind.Reset:
                    markers.Remove(partition);
                    foreach (var state in states.Keys.Where(state => state.Item1 == partition).ToList())
                    {
                        states.Remove(state);
                    }

                    break;
                case ChangelogKeyKind.KeyState when record.Message.Value is null:
                    states.Remove((partition, Convert.ToHexString(key.Key)));
                    break;
                default:
                    states[(partition, Convert.ToHexString(key.Key))] = ReadState(record.Message.Value!, model);
                    break;
            }
        }

        return (states, markers);
    }

    private static StateRecord ReadState(byte[] value, StepModel model)
    {
        Assert.True(KeyStateCodec.TryDecode(value, model.Encoder.StatisticsLength, model.StateLength, out var state, out var damage), damage);
        var vector = new float[model.StateLength + model.Encoder.StatisticsLength];
        state.CopyVectorTo(vector.AsSpan(0, model.StateLength));
        state.CopyStatisticsTo(vector.AsSpan(model.StateLength));
        return new StateRecord(state.Header.LastEventTime, state.Header.Count, vector);
    }

    // Brokers look for transactions past their timeout every ten seconds: within the two every open one ends, and both ends agree.
    private static async Task<List<string>> OpenTransactionsAsync(string bootstrap, string[] topics)
    {
        var open = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            open = [.. topics.SelectMany(topic => Ends(bootstrap, topic))];
            if (open.Count == 0)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return open;
    }

    private static IEnumerable<string> Ends(string bootstrap, string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap }).Build();
        var partitions = Enumerable.Range(0, TopicReader.Partitions(bootstrap, topic)).Select(p => new TopicPartition(topic, p)).ToList();
        Dictionary<int, long> End(IsolationLevel level) => admin
            .ListOffsetsAsync(
                partitions.Select(p => new TopicPartitionOffsetSpec { TopicPartition = p, OffsetSpec = OffsetSpec.Latest() }),
                new ListOffsetsOptions { IsolationLevel = level })
            .GetAwaiter().GetResult()
            .ResultInfos.ToDictionary(r => r.TopicPartitionOffsetError.Partition.Value, r => r.TopicPartitionOffsetError.Offset.Value);
        var committed = End(IsolationLevel.ReadCommitted);
        return End(IsolationLevel.ReadUncommitted).Where(end => committed[end.Key] < end.Value).Select(end => $"{topic}[{end.Key}]");
    }
}
