using System.Globalization;
using Streaming.Inference.Ports;

namespace Streaming.Host.CommandLine.Values;

/// <summary>Offsets as they are typed: <c>PARTITION:OFFSET</c>, several with commas.</summary>
internal static class PartitionOffsets
{
    /// <summary>Reads <c>0:100,3:250</c>; a partition may be named once.</summary>
    public static IReadOnlyList<PartitionOffset> Parse(string text) =>
        Read(text, "each partition once", (known, partition, _) => known.Exists(earlier => earlier.Partition == partition));

    /// <summary>Reads <c>0:100,0:101</c>: single records; each may be named once.</summary>
    public static IReadOnlyList<PartitionOffset> ParseRecords(string text) =>
        Read(text, "each record once", (known, partition, offset) => known.Contains(new PartitionOffset(partition, offset)));

    /// <summary>Writes offsets so that <see cref="Parse"/> reads the same ones.</summary>
    public static string ToText(IEnumerable<PartitionOffset> offsets) =>
        string.Join(',', offsets.Select(start => string.Create(CultureInfo.InvariantCulture, $"{start.Partition}:{start.Offset}")));

    private static List<PartitionOffset> Read(string text, string rule, Func<List<PartitionOffset>, int, long, bool> isRepeated)
    {
        var offsets = new List<PartitionOffset>();
        foreach (var part in text.Split(','))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1
                || !int.TryParse(part.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                || !long.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                || isRepeated(offsets, partition, offset))
            {
                throw new FormatException($"expected PARTITION:OFFSET, several with commas, {rule}, found '{text}'");
            }

            offsets.Add(new PartitionOffset(partition, offset));
        }

        return offsets;
    }
}
