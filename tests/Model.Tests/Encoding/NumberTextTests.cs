using System.Globalization;
using CsCheck;
using Streaming.Model.Encoding.Reading;
using Utf8 = System.Text.Encoding;

namespace Streaming.Model.Tests.Encoding;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("$134.09", 134.09)]
    [InlineData("$-54.00", -54.0)]
    [InlineData("-$54.00", -54.0)]
    [InlineData("-12.5", -12.5)]
    [InlineData("+12.5", 12.5)]
    [InlineData(" 12.5 ", 12.5)]
    [InlineData("€ 3", 3.0)]
    [InlineData("£3", 3.0)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("1e3", 1000.0)]
    [InlineData("-0", -0.0)]
    [InlineData("9007199254740993", 9007199254740992.0)]
    [InlineData("0.00000000000000001", 1e-17)]
    public void Numbers_are_read_as_they_come(string text, double expected)
    {
        Assert.True(NumberText.TryRead(Utf8.UTF8.GetBytes(text), out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("$")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("--1")]
    [InlineData("-$-1")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("12x")]
    [InlineData("1e")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1.2.3")]
    [InlineData("٣")]
    public void Other_texts_are_no_numbers(string text) => Assert.False(NumberText.TryRead(Utf8.UTF8.GetBytes(text), out _));

    [Fact]
    public void Every_double_is_read_to_the_last_bit() => Gen.Double.Where(double.IsFinite).Sample(number =>
        NumberText.TryRead(Utf8.UTF8.GetBytes(number.ToString("R", CultureInfo.InvariantCulture)), out var read)
        && BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(number));

    [Fact]
    public void Every_decimal_is_read_to_the_last_bit() => Gen.Select(Gen.Long, Gen.Int[0, 17]).Sample((digits, places) =>
    {
        var whole = Math.Abs(digits % 1_000_000_000_000_000_000).ToString("000000000000000000", CultureInfo.InvariantCulture);
        var text = places == 0 ? whole : $"{whole[..^places]}.{whole[^places..]}";
        return NumberText.TryRead(Utf8.UTF8.GetBytes(text), out var read)
            && read == double.Parse(text, CultureInfo.InvariantCulture);
    });
}
