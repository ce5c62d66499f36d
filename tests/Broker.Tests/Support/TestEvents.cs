using System.Globalization;
using System.Text;

namespace Streaming.Broker.Tests.Support;

/// <summary>Events for <see cref="PackedModel"/>, the same for the same seed.</summary>
internal static class TestEvents
{
    /// <summary>Numbered events over <paramref name="cards"/> cards, one a second from 2024-05-01 on.</summary>
    public static IEnumerable<(string Card, string Json)> Make(int count, int cards, int seed, int first = 0)
    {
        var random = new Random(seed);
        var time = new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        var json = new StringBuilder();
        for (var i = first; i < first + count; i++)
        {
            var card = string.Create(CultureInfo.InvariantCulture, $"c{random.Next(cards):d5}");
            json.Clear().Append(CultureInfo.InvariantCulture, $"{{\"id\":\"e{i:d7}\",\"card\":\"{card}\",\"time\":\"{time.AddSeconds(i):s}Z\"");
            for (var f = 0; f < 8; f++)
            {
                json.Append(CultureInfo.InvariantCulture, $",\"f{f}\":{(random.NextDouble() * 4) - 2:f4}");
            }

            yield return (card, json.Append('}').ToString());
        }
    }

    /// <summary>The same as records for <see cref="TestTopics.Produce"/>, spread over <paramref name="partitions"/> by card.</summary>
    public static IEnumerable<(int Partition, byte[]? Key, byte[]? Value)> Records(int count, int cards, int seed, int partitions, int first = 0) =>
        Make(count, cards, seed, first).Select(e => (
            int.Parse(e.Card.AsSpan(1), CultureInfo.InvariantCulture) % partitions,
            (byte[]?)Encoding.UTF8.GetBytes(e.Card),
            (byte[]?)Encoding.UTF8.GetBytes(e.Json)));
}
