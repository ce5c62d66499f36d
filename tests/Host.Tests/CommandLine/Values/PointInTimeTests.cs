using CsCheck;
using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.Tests.CommandLine.Values;

public sealed class PointInTimeTests
{
    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero))
            .Sample(time => PointInTime.Parse(PointInTime.ToText(time)) == time);

    [Theory]
    [InlineData("2018-04-01", "2018-04-01T00:00:00Z")]
    [InlineData("2018-04-01T12:30", "2018-04-01T12:30:00Z")]
    [InlineData("2018-04-01T12:30:05", "2018-04-01T12:30:05Z")]
    [InlineData("2018-04-01T12:30:05Z", "2018-04-01T12:30:05Z")]
    [InlineData("2018-04-01T12:30:05.25+02:00", "2018-04-01T10:30:05.25Z")]
    public void Times_without_an_offset_are_utc(string text, string expected) =>
        Assert.Equal(expected, PointInTime.ToText(PointInTime.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("01.04.2018")]
    [InlineData("2018-02-30")]
    [InlineData("2018-04-01 12:30")]
    [InlineData("yesterday")]
    public void Anything_else_is_refused_with_what_was_found(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => PointInTime.Parse(text)).Message, StringComparison.Ordinal);
}
