using System.Text;
using Streaming.Inference.Partitioning;

namespace Streaming.Inference.Tests.Partitioning;

public sealed class Murmur2Tests
{
    // The vectors of Apache Kafka's own UtilsTest.
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void A_key_hashes_as_in_Java(string key, int hash) => Assert.Equal(hash, Murmur2.Hash(Encoding.UTF8.GetBytes(key)));

    // The vectors of librdkafka's unittest_murmur2.
    [Theory]
    [InlineData("kafka", 0xd067cf64)]
    [InlineData("giberish123456789", 0x8f552b0c)]
    [InlineData("1234", 0x9fc97b14)]
    [InlineData("234", 0xe7c009ca)]
    [InlineData("34", 0x873930da)]
    [InlineData("4", 0x5a4b5ca1)]
    public void A_key_hashes_as_in_librdkafka(string key, uint hash) => Assert.Equal(hash, (uint)Murmur2.Hash(Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void A_partition_is_never_negative() => Assert.All(
        Enumerable.Range(0, 10_000), i => Assert.InRange(Murmur2.PartitionOf(BitConverter.GetBytes(i), 7), 0, 6));
}
