using CsCheck;
using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.Tests.CommandLine.Values;

public sealed class DurationTests
{
    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Long[0, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond]
            .Select(ms => TimeSpan.FromTicks(ms * TimeSpan.TicksPerMillisecond))
            .Sample(duration => Duration.Parse(Duration.ToText(duration)) == duration);

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7_200)]
    [InlineData("7d", 604_800)]
    [InlineData("0s", 0)]
    public void Durations_are_read_as_the_documentation_writes_them(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("1,5m")]
    [InlineData("1w")]
    [InlineData("5S")]
    [InlineData("1..5s")]
    [InlineData("99999999999999d")]
    public void Anything_else_is_refused_with_what_was_found(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => Duration.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_text_does_anything_but_parse_or_be_refused() =>
        Gen.Select(Gen.String, Gen.OneOf(Gen.Const(""), Gen.Const("ms"), Gen.Const("s"), Gen.Const("d")), (text, unit) => text + unit)
            .Sample(text => Refusal.Of(() => Duration.Parse(text)) is null or FormatException);
}
