using Streaming.Model.Encoding;

namespace Streaming.Model.Tests.Encoding;

/// <summary>Each bad record of the list is one fault with its reason; the detail names the field and never the key.</summary>
public sealed class BadInputTests
{
    private const string Card = "4556737586899855";

    private static readonly Bench _bench = Bench.Of(
        """
        { "name": "amount", "kind": "numeric", "field": "amount" },
        { "name": "place", "kind": "distance", "from": ["lat", "lon"], "to": ["lat2", "lon2"], "missing": 0 },
        { "name": "channel", "kind": "category", "field": "channel", "missing": "", "vocabulary": ["chip"] }
        """);

    public static TheoryData<string, string> Records => new()
    {
        { "", FaultReason.NullValue },
        { "hello", FaultReason.NotJson },
        { "[1]", FaultReason.NotJson },
        { "\"text\"", FaultReason.NotJson },
        { "null", FaultReason.NotJson },
        { Good("") + Good(""), FaultReason.NotJson },
        { Good("") + "]", FaultReason.NotJson },
        { Good("")[..^1], FaultReason.NotJson },
        { Good(", \"note\": NaN"), FaultReason.NotJson },
        { Good(", \"note\": 'x'"), FaultReason.NotJson },
        { Good(", // note\n \"a\": 1"), FaultReason.NotJson },
        { Good(", \"note\": " + new string('[', 100_000)), FaultReason.NotJson },
        { Good(", \"note\": " + new string('[', 90) + new string(']', 90)), FaultReason.NotJson },
        { Good($", \"card\": \"{Card}\""), FaultReason.RepeatedMember },
        { Good(", \"\\u0061mount\": 2"), FaultReason.RepeatedMember },
        { With("amount", "true"), FaultReason.WrongType },
        { With("amount", "{}"), FaultReason.WrongType },
        { With("amount", "\"12,50\""), FaultReason.WrongType },
        { With("amount", "\"Infinity\""), FaultReason.WrongType },
        { With("amount", "\"NaN\""), FaultReason.WrongType },
        { With("card", "[1]"), FaultReason.WrongType },
        { With("card", "true"), FaultReason.WrongType },
        { With("time", "1514764800"), FaultReason.WrongType },
        { Good(", \"channel\": {\"a\": 1}"), FaultReason.WrongType },
        { Without("amount"), FaultReason.MissingField },
        { Without("card"), FaultReason.MissingField },
        { Without("id"), FaultReason.MissingField },
        { Without("time"), FaultReason.MissingField },
        { With("amount", "null"), FaultReason.MissingField },
        { With("amount", "\"\""), FaultReason.MissingField },
        { With("card", "null"), FaultReason.MissingField },
        { With("card", "\"\""), FaultReason.MissingField },
        { With("id", "\"\""), FaultReason.MissingField },
        { With("card", "\"\\ud800\""), FaultReason.BadText },
        { With("card", "\"\\udc00\\ud800\""), FaultReason.BadText },
        { Good(", \"channel\": \"\\ud83d\""), FaultReason.BadText },
        { With("card", $"\"{new string('9', 1_025)}\""), FaultReason.BadText },
        { With("amount", "1e400"), FaultReason.BadNumber },
        { With("amount", "\"-1e400\""), FaultReason.BadNumber },
        { With("amount", "1e39"), FaultReason.BadNumber },
        { Good(", \"lat\": 91, \"lon\": 0, \"lat2\": 0, \"lon2\": 0"), FaultReason.BadNumber },
        { Good(", \"lat\": 0, \"lon\": 0, \"lat2\": 0, \"lon2\": -180.5"), FaultReason.BadNumber },
        { Good(", \"lat\": 91"), FaultReason.BadNumber },
        { With("time", "\"2020-02-30T00:00:00Z\""), FaultReason.BadTime },
        { With("time", "\"2019-02-29\""), FaultReason.BadTime },
        { With("time", "\"2020-01-01T24:00:00Z\""), FaultReason.BadTime },
        { With("time", "\"2020-13-01T00:00:00Z\""), FaultReason.BadTime },
        { With("time", "\"0000-01-01T00:00:00Z\""), FaultReason.BadTime },
        { With("time", "\"2300-01-01T00:00:00Z\""), FaultReason.BadTime },
        { With("time", "\"yesterday\""), FaultReason.BadTime },
        { With("time", "\"1514764800\""), FaultReason.BadTime },
        { "\0\0\0\0\u0001{}", FaultReason.SchemaRegistry },
    };

    [Theory]
    [MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public void A_bad_record_is_one_fault_with_its_reason(string record, string reason)
    {
        var fault = _bench.Decode(record);

        Assert.Equal(reason, fault.Reason);
        Assert.Contains("expected", fault.Detail, StringComparison.Ordinal);
        Assert.Contains("found", fault.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Card, fault.Detail, StringComparison.Ordinal);
        Assert.True(fault.Detail?.Length < 200, fault.Detail);
    }

    [Theory]
    [InlineData("amount", "[]", "field \"amount\": expected a number, found an array")]
    [InlineData("amount", "\"12,50\"", "field \"amount\": expected a number, found a string of 5 bytes")]
    [InlineData("card", "null", "field \"card\": expected a string or a number that is not empty, found null")]
    [InlineData("time", "\"2020-02-30\"", "field \"time\": expected an ISO 8601 time, found a time that the calendar does not have")]
    public void The_detail_names_the_field_and_what_was_expected_and_found(string field, string value, string detail) =>
        Assert.Equal(detail, _bench.Decode(With(field, value)).Detail);

    [Fact]
    public void Broken_utf8_is_refused_anywhere()
    {
        var record = System.Text.Encoding.UTF8.GetBytes(Good(", \"note\": \"xx\""));
        record[^4] = 0xFF;

        Assert.Equal(FaultReason.BadText, _bench.Decode(record).Reason);
    }

    [Fact]
    public void What_the_schema_does_not_read_may_be_anything()
    {
        var nested = string.Concat(Enumerable.Repeat("[{\"card\":", 15)) + "1" + string.Concat(Enumerable.Repeat("}]", 15));

        Assert.False(_bench.Decode(Good($", \"note\": {nested}, \"note\": 1e400, \"x\": \"\\ud800\", \"\\ud800\": 1")).IsFault);
    }

    [Theory]
    [InlineData("unix-seconds", "1514764800000")]
    [InlineData("unix-seconds", "1514764800000000")]
    [InlineData("unix-seconds", "31")]
    [InlineData("unix-milliseconds", "1514764800")]
    [InlineData("unix-milliseconds", "7258118399")]
    [InlineData("unix-milliseconds", "1514764800000000")]
    [InlineData("unix-microseconds", "1514764800")]
    [InlineData("unix-microseconds", "1514764800000")]
    [InlineData("unix-microseconds", "1e300")]
    [InlineData("unix-seconds", "-1")]
    [InlineData("unix-seconds", "\"2018-01-01\"")]
    public void A_time_in_the_wrong_unit_is_refused(string format, string time)
    {
        var bench = Bench.Of("""{ "name": "gap", "kind": "gap" }""", $$"""{ "field": "time", "format": "{{format}}" }""");

        Assert.Equal(FaultReason.BadTime, bench.Decode(Bench.Event("", time)).Reason);
    }

    [Fact]
    public void A_fault_leaves_the_encoder_as_it_was()
    {
        foreach (var record in Records)
        {
            _ = _bench.Decode(record.Data.Item1);
            Assert.False(_bench.Decode(Good("")).IsFault);
        }
    }

    private static string Good(string more) =>
        $$"""{"id": "t1", "card": "{{Card}}", "time": "2020-01-01T00:00:00Z", "amount": 12.5{{more}}}""";

    private static string With(string field, string value)
    {
        var members = new Dictionary<string, string>
        {
            ["id"] = "\"t1\"", ["card"] = $"\"{Card}\"", ["time"] = "\"2020-01-01T00:00:00Z\"", ["amount"] = "12.5",
        };
        members[field] = value;
        return Object(members);
    }

    private static string Without(string field) => Object(new Dictionary<string, string>
    {
        ["id"] = "\"t1\"", ["card"] = $"\"{Card}\"", ["time"] = "\"2020-01-01T00:00:00Z\"", ["amount"] = "12.5",
    }.Where(member => member.Key != field));

    private static string Object(IEnumerable<KeyValuePair<string, string>> members) =>
        "{" + string.Join(",", members.Select(member => $"\"{member.Key}\":{member.Value}")) + "}";
}
