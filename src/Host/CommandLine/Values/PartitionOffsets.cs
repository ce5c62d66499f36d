using System.Globalization;
using Streaming.Inference.Ports;

namespace Streaming.Host.CommandLine.Values;

/// <summary>Offsets as they are typed: <c>PARTITION:OFFSET</c>, several with commas.</summary>
internal static class PartitionOffsets
{
    /// <summary>Reads <c>0:100,3:250</c>; a partition may be named once.</summary>
    public static IReadOnlyList<PartitionOffset> Parse(string text)
    {
        var offsets = new List<PartitionOffset>();
        foreach (var part in text.Split(','))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1
                || !int.TryParse(part.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                || !long.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                || offsets.Exists(earlier => earlier.Partition == partition))
            {
                throw new FormatException($"expected PARTITION:OFFSET, several with commas, each partition once, found '{text}'");
            }

            offsets.Add(new PartitionOffset(partition, offset));
        }

        return offsets;
    }

    /// <summary>Writes offsets so that <see cref="Parse"/> reads the same ones.</summary>
    public static string ToText(IEnumerable<PartitionOffset> offsets) =>
        string.Join(',', offsets.Select(start => string.Create(CultureInfo.InvariantCulture, $"{start.Partition}:{start.Offset}")));
}
