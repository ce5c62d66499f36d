using CsCheck;
using Utf8 = System.Text.Encoding;

namespace Streaming.Model.Tests.Encoding;

/// <summary>The decoder against whatever a topic may hold.</summary>
public sealed class DecoderLawTests
{
    private const string Card = "4556737586899855";

    private static readonly byte[] _event = Utf8.UTF8.GetBytes(
        $$"""
        {"id":"tx-000001","card":"{{Card}}","time":"2024-05-01T12:34:56.789Z","amount":12.50,"merchant":"Café \u00e9\ud83d\ude00",
        "merchant_category":"grocery","country":"BE","lat":50.85,"lon":4.35,"channel":"chip","fraud":0,"scenario":"none","more":{"a":[1,{ } ] } }
        """);

    private static readonly Gen<byte[]> _damaged =
        Gen.Select(Gen.Int[0, _event.Length - 1], Gen.Byte, Gen.Int[0, 3], Gen.Int[0, _event.Length - 1])
            .Array[1, 4]
            .Select(cuts => cuts.Aggregate(_event, Damage));

    [Fact]
    public void Any_bytes_are_one_fault_and_never_throw() => Gen.Byte.Array[0, 300].Sample(bytes => Bench().Decode(bytes).IsFault);

    [Fact]
    public void A_damaged_event_is_read_or_refused_and_never_throws_nor_tells_the_card() => _damaged.Sample(bytes =>
    {
        var bench = Bench();
        var fault = bench.Decode(bytes);
        return fault.IsFault
            ? !fault.Detail!.Contains(Card, StringComparison.Ordinal) && !fault.Detail.Contains("45567", StringComparison.Ordinal)
            : bench.Rows.FeaturesOf(0).IndexOf(float.NaN) < 0;
    });

    [Fact]
    public void A_bad_record_changes_nothing_for_the_others() => _damaged.Sample(bytes =>
    {
        var alone = Bench();
        var beside = Bench();
        _ = beside.Decode(bytes);
        Assert.Equal(alone.Pass(_event), beside.Pass(_event));
    });

    [Fact]
    public void Strings_may_be_escaped_in_any_way() => Gen.String.Select(Gen.Int[0, 3]).Sample((text, style) =>
    {
        var key = new string([.. text.Where(letter => !char.IsSurrogate(letter))]) + "k😀";
        if (Utf8.UTF8.GetByteCount(key) > 1_024)
        {
            return;
        }

        var bench = Encoding.Bench.Of("""{ "name": "gap", "kind": "gap" }""");
        var escaped = style == 0
            ? System.Text.Json.JsonSerializer.Serialize(key)
            : "\"" + string.Concat(key.Select(letter => $"\\u{(int)letter:x4}")) + "\"";
        bench.Pass($$"""{ "id": 1, "\u0063ard": {{escaped}}, "time": "2020-01-01T00:00:00Z" }""");
        Assert.Equal(key, Utf8.UTF8.GetString(bench.Rows.KeyOf(0)));
    });

    private static Bench Bench() => new(Fitted.Schema("transactions.json"));

    private static byte[] Damage(byte[] bytes, (int At, byte With, int How, int From) cut)
    {
        var at = Math.Min(cut.At, bytes.Length - 1);
        if (at < 0)
        {
            return bytes;
        }

        return cut.How switch
        {
            0 => [.. bytes[..at], cut.With, .. bytes[(at + 1)..]],
            1 => bytes[..at],
            2 => [.. bytes[..at], .. bytes[Math.Min(at + 1, bytes.Length)..]],
            _ => [.. bytes[..at], .. bytes[Math.Min(cut.From, bytes.Length)..]],
        };
    }
}
