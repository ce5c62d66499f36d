using Confluent.Kafka;
using CsCheck;
using Streaming.Ingest.Polling;

namespace Streaming.Ingest.Tests.Polling;

public sealed class BytesReaderTests
{
    [Fact]
    public void The_latest_bytes_are_what_is_read_whatever_came_before()
    {
        var reader = new BytesReader();
        Gen.Byte.Array[0, 10_000].Sample(
            bytes =>
            {
                reader.Deserialize(bytes, isNull: false, SerializationContext.Empty);
                return reader.Bytes.SequenceEqual(bytes) && !reader.IsNull;
            },
            threads: 1,
            iter: 300);

        reader.Deserialize(default, isNull: true, SerializationContext.Empty);
        Assert.True(reader.IsNull);
        Assert.True(reader.Bytes.IsEmpty);
    }
}
