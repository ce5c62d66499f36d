using CsCheck;
using Streaming.Host.CommandLine.Values;

namespace Streaming.Host.Tests.CommandLine.Values;

public sealed class PaceTests
{
    private static readonly Gen<decimal> s_number = Gen.Long[1, 1_000_000_000].Select(n => n / 1_000m);

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.OneOf(s_number.Select(Pace.Rate), s_number.Select(Pace.Times), Gen.Const(Pace.Max))
            .Sample(pace => Pace.Parse(pace.ToString()) == pace);

    [Theory]
    [InlineData("5000/s", 5000, 0)]
    [InlineData("0.5/s", 0.5, 0)]
    [InlineData("10x", 0, 10)]
    [InlineData("max", 0, 0)]
    public void Paces_are_read_as_the_documentation_writes_them(string text, double rate, double speedUp) =>
        Assert.Equal(new Pace((decimal)rate, (decimal)speedUp), Pace.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0/s")]
    [InlineData("-1/s")]
    [InlineData("5000")]
    [InlineData("10,5x")]
    [InlineData("x")]
    [InlineData("/s")]
    [InlineData("NaN/s")]
    [InlineData("MAX")]
    public void Anything_else_is_refused_with_what_was_found(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => Pace.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_text_does_anything_but_parse_or_be_refused() =>
        Gen.String.Sample(text => Refusal.Of(() => Pace.Parse(text)) is null or FormatException);
}
