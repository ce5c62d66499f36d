using Confluent.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>An output topic, and where in it the records of an input partition go.</summary>
internal sealed class OutputTopic
{
    private readonly TopicPartition[] _byInput;

    /// <summary>A topic of <paramref name="partitions"/> partitions behind an input of <paramref name="inputPartitions"/>.</summary>
    public OutputTopic(string name, int partitions, int inputPartitions)
    {
        Name = name;

        // The same number where the counts agree, so that a card's scores lie where its events lie; else by the key's hash.
        _byInput = [.. Enumerable.Range(0, inputPartitions)
            .Select(number => new TopicPartition(name, partitions == inputPartitions ? number : Partition.Any))];
        ByKey = new TopicPartition(name, Partition.Any);
    }

    /// <summary>The topic's name.</summary>
    public string Name { get; }

    /// <summary>Whatever the record's key says.</summary>
    public TopicPartition ByKey { get; }

    /// <summary>The target of an input partition's records. A partition added since the start goes by key.</summary>
    public TopicPartition Of(int inputPartition) => (uint)inputPartition < (uint)_byInput.Length ? _byInput[inputPartition] : ByKey;
}
