using System.Text;
using Streaming.Sink.Scores;

namespace Streaming.Sink.Tests.Scores;

public sealed class EventTimeTextTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999Z")]
    [InlineData(1_522_540_831_000_000, "2018-04-01T00:00:31Z")]
    [InlineData(1_522_540_831_120_000, "2018-04-01T00:00:31.12Z")]
    [InlineData(1_522_540_831_000_010, "2018-04-01T00:00:31.00001Z")]
    [InlineData(-62_135_596_800_000_000, "0001-01-01T00:00:00Z")]
    [InlineData(253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z")]
    public void A_time_has_as_many_digits_as_it_needs(long eventTime, string expected)
    {
        Span<byte> text = stackalloc byte[EventTimeText.MaxLength];

        Assert.Equal(expected, Encoding.ASCII.GetString(text[..EventTimeText.Write(eventTime, text)]));
    }
}
