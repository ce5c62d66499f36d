using Confluent.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>Bytes as they come, null for a record without.</summary>
internal sealed class NullableBytes : IDeserializer<byte[]?>
{
    /// <summary>The only one.</summary>
    public static NullableBytes Instance { get; } = new();

    /// <inheritdoc />
    public byte[]? Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) => isNull ? null : data.ToArray();
}
