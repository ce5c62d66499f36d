using CsCheck;
using Streaming.Host.CommandLine.Values;
using Streaming.Inference.Ports;

namespace Streaming.Host.Tests.CommandLine.Values;

public sealed class PartitionOffsetsTests
{
    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Dictionary(Gen.Int[0, 100_000], Gen.Long[0, long.MaxValue])[1, 20]
            .Select(pairs => pairs.Select(pair => new PartitionOffset(pair.Key, pair.Value)).ToList())
            .Sample(offsets => PartitionOffsets.Parse(PartitionOffsets.ToText(offsets)).SequenceEqual(offsets));

    [Fact]
    public void Several_records_of_one_partition_may_be_named()
    {
        Assert.Equal([new PartitionOffset(0, 3), new PartitionOffset(0, 4)], PartitionOffsets.ParseRecords("0:3,0:4"));
        Assert.Contains("each record once", Assert.Throws<FormatException>(() => PartitionOffsets.ParseRecords("0:3,0:3")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0:")]
    [InlineData(":5")]
    [InlineData("0:-1")]
    [InlineData("0:1,")]
    [InlineData("0:1,0:2")]
    [InlineData("0:1;1:2")]
    public void Anything_else_is_refused_with_what_was_found(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => PartitionOffsets.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_text_does_anything_but_parse_or_be_refused() =>
        Gen.String.Sample(text => Refusal.Of(() => PartitionOffsets.Parse(text)) is null or FormatException);
}
