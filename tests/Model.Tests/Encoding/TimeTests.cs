using System.Globalization;
using CsCheck;
using Streaming.Model.Encoding;

namespace Streaming.Model.Tests.Encoding;

public sealed class TimeTests
{
    private const string Gap = """{ "name": "gap", "kind": "gap" }""";

    private static readonly Gen<DateTimeOffset> _moments = Gen.Select(
        Gen.Long[new DateTime(1901, 1, 1).Ticks / 10, new DateTime(2199, 1, 1).Ticks / 10],
        Gen.Int[-14 * 60, 14 * 60],
        (microseconds, minutes) => new DateTimeOffset(microseconds * 10, TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2020-01-02", "2020-01-02T00:00:00.000000")]
    [InlineData("2020-01-02T03:04", "2020-01-02T03:04:00.000000")]
    [InlineData("2020-01-02 03:04:05", "2020-01-02T03:04:05.000000")]
    [InlineData("2020-01-02t03:04:05z", "2020-01-02T03:04:05.000000")]
    [InlineData("2020-01-02T03:04:05.1234567891Z", "2020-01-02T03:04:05.123456")]
    [InlineData("2020-01-02T03:04:05,5Z", "2020-01-02T03:04:05.500000")]
    [InlineData("2020-01-02T03:04:05+02:00", "2020-01-02T01:04:05.000000")]
    [InlineData("2020-01-02T03:04:05-0230", "2020-01-02T05:34:05.000000")]
    [InlineData("2020-01-02T03:04:05+02", "2020-01-02T01:04:05.000000")]
    [InlineData("2020-02-29T00:00:00Z", "2020-02-29T00:00:00.000000")]
    public void Iso_times_are_read(string written, string expected) =>
        Assert.Equal(expected, Show(Bench.Of(Gap), $"\"{written}\""));

    [Theory]
    [InlineData("2020-1-2")]
    [InlineData("20200102")]
    [InlineData("2020-01-02T")]
    [InlineData("2020-01-02T03")]
    [InlineData("2020-01-02T03:04:05.")]
    [InlineData("2020-01-02T03:04:60Z")]
    [InlineData("2020-01-02T03:04:05+15:00")]
    [InlineData("2020-01-02T03:04:05+01:60")]
    [InlineData("2020-01-02T03:04:05Z ")]
    [InlineData("2020-01-02T03:04:05ZZ")]
    [InlineData("2020-01-02T03:04:05+")]
    [InlineData("٢٠٢٠-01-02")]
    public void Other_writings_are_refused(string written) =>
        Assert.Equal(FaultReason.BadTime, Bench.Of(Gap).Decode(Bench.Event("", $"\"{written}\"")).Reason);

    [Fact]
    public void An_iso_time_is_read_as_the_framework_reads_it() => _moments.Sample(moment =>
    {
        var bench = Bench.Of(Gap);
        bench.Pass(Bench.Event("", $"\"{moment.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture)}\""));
        return bench.Rows.EventTimes[0] == (moment.UtcTicks - DateTime.UnixEpoch.Ticks) / 10;
    });

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2018-04-01 00:00:31", "2018-04-01T00:00:31.000000")]
    [InlineData("d.M.yyyy H:m", "1.4.2018 7:05", "2018-04-01T07:05:00.000000")]
    [InlineData("MM/dd/yyyy hh:mm:ss tt", "04/01/2018 12:00:31 AM", "2018-04-01T00:00:31.000000")]
    [InlineData("MM/dd/yyyy h:mm tt", "04/01/2018 12:05 pm", "2018-04-01T12:05:00.000000")]
    [InlineData("yyyyMMddTHHmmss.fff", "20180401T010203.250", "2018-04-01T01:02:03.250000")]
    [InlineData("yyyy-MM-dd HH:mm:ss zzz", "2018-04-01 01:02:03 +02:00", "2018-03-31T23:02:03.000000")]
    [InlineData("'am 'dd.MM.yyyy' um 'HH' Uhr'", "am 01.04.2018 um 09 Uhr", "2018-04-01T09:00:00.000000")]
    public void Patterns_are_read(string pattern, string written, string expected) =>
        Assert.Equal(expected, Show(Bench.Of(Gap, $$"""{ "field": "time", "pattern": "{{pattern}}" }"""), $"\"{written}\""));

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss", "\"2018-04-01T00:00:31\"")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "\"2018-04-01 00:00:31 \"")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "\"2018-04-31 00:00:31\"")]
    [InlineData("MM/dd/yyyy hh:mm tt", "\"04/01/2018 13:05 PM\"")]
    [InlineData("MM/dd/yyyy hh:mm tt", "\"04/01/2018 00:05 AM\"")]
    public void Texts_off_the_pattern_are_refused(string pattern, string time) =>
        Assert.Equal(
            FaultReason.BadTime,
            Bench.Of(Gap, $$"""{ "field": "time", "pattern": "{{pattern}}" }""").Decode(Bench.Event("", time)).Reason);

    [Fact]
    public void A_pattern_reads_digits_that_come_as_a_number() =>
        Assert.Equal("2018-04-01T00:00:00.000000", Show(Bench.Of(Gap, """{ "field": "time", "pattern": "yyyyMMdd" }"""), "20180401"));

    [Fact]
    public void A_time_may_be_made_of_several_fields()
    {
        var bench = Bench.Of(Gap, """{ "fields": ["Year", "Month", "Day", "Time"], "separator": " ", "pattern": "yyyy M d HH:mm" }""");

        bench.Pass("""{ "id": 1, "card": 1, "Year": 2002, "Month": "9", "Day": 1, "Time": "06:21" }""");

        Assert.Equal("2002-09-01T06:21:00.000000", Show(bench.Rows.EventTimes[0]));
    }

    [Theory]
    [InlineData("unix-seconds", "1522540831", "2018-04-01T00:00:31.000000")]
    [InlineData("unix-seconds", "\"1522540831\"", "2018-04-01T00:00:31.000000")]
    [InlineData("unix-seconds", "1522540831.25", "2018-04-01T00:00:31.250000")]
    [InlineData("unix-seconds", "1.522540831E9", "2018-04-01T00:00:31.000000")]
    [InlineData("unix-milliseconds", "1522540831123", "2018-04-01T00:00:31.123000")]
    [InlineData("unix-microseconds", "1522540831123456", "2018-04-01T00:00:31.123456")]
    [InlineData("unix-microseconds", "7258118399999999", "2199-12-31T23:59:59.999999")]
    public void Unix_times_keep_every_digit(string format, string time, string expected) =>
        Assert.Equal(expected, Show(Bench.Of(Gap, $$"""{ "field": "time", "format": "{{format}}" }"""), time));

    [Theory]
    [InlineData("2020-07-01 12:00:00", "2020-07-01T10:00:00.000000")]
    [InlineData("2020-01-01 12:00:00", "2020-01-01T11:00:00.000000")]
    [InlineData("2020-03-29 02:30:00", "2020-03-29T01:30:00.000000")]
    [InlineData("2020-10-25 02:30:00", "2020-10-25T01:30:00.000000")]
    public void Times_without_an_offset_are_of_the_declared_zone(string written, string expected) => Assert.Equal(
        expected,
        Show(Bench.Of(Gap, """{ "field": "time", "pattern": "yyyy-MM-dd HH:mm:ss", "zone": "Europe/Brussels" }"""), $"\"{written}\""));

    [Fact]
    public void An_offset_overrules_the_zone() => Assert.Equal(
        "2020-07-01T12:00:00.000000",
        Show(Bench.Of(Gap, """{ "field": "time", "format": "iso-8601", "zone": "Europe/Brussels" }"""), "\"2020-07-01T12:00:00Z\""));

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Gen.Select(Gen.String[Gen.Char["0123456789-+:.TZ /zM"], 0, 30], Gen.OneOf("iso-8601", "unix-seconds", "unix-milliseconds"))
            .Sample((text, format) =>
            {
                var fault = Bench.Of(Gap, $$"""{ "field": "time", "format": "{{format}}" }""").Decode(Bench.Event("", $"\"{text}\""));
                return fault.Reason is null or FaultReason.BadTime or FaultReason.MissingField;
            });

    private static string Show(Bench bench, string time)
    {
        bench.Pass(Bench.Event("", time));
        return Show(bench.Rows.EventTimes[0]);
    }

    private static string Show(long time) =>
        DateTime.UnixEpoch.AddTicks(time * 10).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
