using System.Buffers.Text;
using System.Globalization;

namespace Streaming.Model.Encoding.Times;

/// <summary>Unix time as a number's digits. Never through a double, which loses microseconds.</summary>
internal static class UnixTime
{
    public static TimeProblem Read(ReadOnlySpan<byte> text, long microsecondsPerUnit, out long time)
    {
        time = 0;
        decimal units;
        if (Utf8Parser.TryParse(text, out long whole, out var consumed) && consumed == text.Length)
        {
            units = whole;
        }
        else if (!decimal.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out units))
        {
            return TimeProblem.Unreadable;
        }

        if (units < PlausibleTimes.FirstUnix / microsecondsPerUnit || units >= PlausibleTimes.EndUnix / microsecondsPerUnit)
        {
            return TimeProblem.Implausible;
        }

        time = (long)(units * microsecondsPerUnit);
        return TimeProblem.None;
    }
}
