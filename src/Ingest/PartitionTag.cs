using System.Globalization;

namespace Streaming.Ingest;

/// <summary>Partition numbers as the text that the conventions want, made once.</summary>
internal static class PartitionTag
{
    private static readonly string[] Small = [.. Enumerable.Range(0, 1_024).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The text of a partition number.</summary>
    public static string Of(int partition) =>
        (uint)partition < (uint)Small.Length ? Small[partition] : partition.ToString(CultureInfo.InvariantCulture);
}
