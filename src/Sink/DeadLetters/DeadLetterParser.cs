using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace Streaming.Sink.DeadLetters;

/// <summary>Reads a dead letter's record.</summary>
internal static class DeadLetterParser
{
    /// <summary>The letter, or null if the record is not one of ours.</summary>
    public static DeadLetter? Parse(ConsumeResult<byte[]?, byte[]?> result)
    {
        var headers = result.Message.Headers;
        return TextOf(headers, DeadLetterHeaders.Reason) is { } reason
            && TextOf(headers, DeadLetterHeaders.Topic) is { } topic
            && int.TryParse(TextOf(headers, DeadLetterHeaders.Partition), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            && long.TryParse(TextOf(headers, DeadLetterHeaders.Offset), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && int.TryParse(TextOf(headers, DeadLetterHeaders.Size), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size)
            ? new DeadLetter(
                string.Create(CultureInfo.InvariantCulture, $"{result.Partition.Value}:{result.Offset.Value}"),
                DateTimeOffset.FromUnixTimeMilliseconds(result.Message.Timestamp.UnixTimestampMs),
                reason,
                TextOf(headers, DeadLetterHeaders.Detail) ?? "",
                topic,
                partition,
                offset,
                size,
                TextOf(headers, DeadLetterHeaders.Sha256),
                result.Message.Key,
                result.Message.Value)
            : null;
    }

    private static string? TextOf(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
