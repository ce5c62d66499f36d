using System.Globalization;
using Streaming.Model.Encoding;

namespace Streaming.Ingest.Files;

/// <summary>What is said of a row above the size limit.</summary>
internal static class Oversize
{
    public static RecordFault Fault(string file, long line, long size, int limit) => new(
        FaultReason.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}, line {line}: expected at most {limit} bytes, found {size}"));

    public static int Clamp(long size) => (int)Math.Min(size, int.MaxValue);
}
