using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using CsCheck;
using Streaming.Sink.DeadLetters;

namespace Streaming.Sink.Tests.DeadLetters;

public sealed class DeadLetterFormatTests
{
    private static readonly Gen<string> Topic = Gen.Char["abc.-_"].Array[1, 249].Select(chars => new string(chars));

    [Fact]
    public void A_dead_letter_always_fits_its_topic() => Gen.Select(
        Topic, Gen.Byte.Array[0, 3_000], Gen.Byte.Array[0, 400_000], Gen.String[0, 3_000], Gen.Int[1_000, 1_000_000]).Sample(
            (topic, key, value, detail, limit) =>
            {
                var batch = Batches.Empty(1).AddFaulty(long.MaxValue, key, value, "not-json", detail);

                var message = new DeadLetterFormat(topic, DeadLetterPayload.Cut, limit).Make(batch, 0);

                return SizeOf(message) <= limit
                    && (message.Key is null || message.Key.SequenceEqual(key))
                    && (message.Value is null || value.AsSpan().StartsWith(message.Value))
                    && message.Value?.Length is not > DeadLetterFormat.MaxPayload
                    && HeaderOf(message, "detail").Length <= DeadLetterFormat.MaxDetail
                    && HeaderOf(message, "sha256") == Convert.ToHexStringLower(SHA256.HashData(value));
            },
            threads: 1,
            iter: 300);

    [Fact]
    public void A_letter_says_why_and_where_from()
    {
        var batch = Batches.Empty(2).AddFaulty(7, "k"u8.ToArray(), "oops"u8.ToArray(), "not-json", "expected { at byte 0");
        batch.Partition = 3;

        var message = new DeadLetterFormat("transactions", DeadLetterPayload.Cut, 1_000_000).Make(batch, 0);

        Assert.Equal("oops"u8.ToArray(), message.Value);
        Assert.Equal("k"u8.ToArray(), message.Key);
        Assert.Equal(
            [("reason", "not-json"), ("topic", "transactions"), ("partition", "3"), ("offset", "7"), ("size", "4"),
                ("sha256", Convert.ToHexStringLower(SHA256.HashData("oops"u8))), ("detail", "expected { at byte 0")],
            message.Headers.Select(header => (header.Key, Encoding.UTF8.GetString(header.GetValueBytes()))));
    }

    [Fact]
    public void Without_payload_there_is_no_key_either()
    {
        var batch = Batches.Empty(1).AddFaulty(7, "4111111111111111"u8.ToArray(), "oops"u8.ToArray(), "not-json", "");

        var message = new DeadLetterFormat("t", DeadLetterPayload.None, 1_000_000).Make(batch, 0);

        Assert.Null(message.Value);
        Assert.Null(message.Key);
        Assert.Equal("4", HeaderOf(message, "size"));
    }

    [Fact]
    public void A_tombstone_has_size_minus_one_and_no_digest()
    {
        var batch = Batches.Empty(1).AddFaulty(7, "k"u8.ToArray(), null, "null-value", "");

        var message = new DeadLetterFormat("t", DeadLetterPayload.Cut, 1_000_000).Make(batch, 0);

        Assert.Null(message.Value);
        Assert.Equal("-1", HeaderOf(message, "size"));
        Assert.False(message.Headers.TryGetLastBytes("sha256", out _));
    }

    [Fact]
    public void A_value_above_the_limit_keeps_its_whole_digest_and_size()
    {
        var value = new byte[300_000];
        Random.Shared.NextBytes(value);
        var batch = Batches.Empty(1);
        batch.Add(1, 0, default, value, isNull: false);

        var message = new DeadLetterFormat("t", DeadLetterPayload.Cut, 1_000_000).Make(batch, 0);

        Assert.Equal("too-large", HeaderOf(message, "reason"));
        Assert.Equal("300000", HeaderOf(message, "size"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(value)), HeaderOf(message, "sha256"));
        Assert.Equal(DeadLetterFormat.MaxPayload, message.Value?.Length);
    }

    [Fact]
    public void A_cut_text_is_still_text() => Gen.Select(Gen.String[0, 200], Gen.Int[0, 300]).Sample((text, most) =>
    {
        var whole = Encoding.UTF8.GetBytes(text);
        var cut = Utf8Cut.Of(text, most);
        return cut.Length <= most && whole.AsSpan().StartsWith(cut) && (cut.Length == whole.Length || cut.Length > most - 4)
            && new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(cut).Length <= text.Length;
    });

    private static int SizeOf(Message<byte[]?, byte[]?> message) => (message.Key?.Length ?? 0) + (message.Value?.Length ?? 0)
        + message.Headers.Sum(header => header.Key.Length + header.GetValueBytes().Length);

    private static string HeaderOf(Message<byte[]?, byte[]?> message, string name) =>
        Encoding.UTF8.GetString(message.Headers.GetLastBytes(name));
}
