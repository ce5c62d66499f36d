using Streaming.Model.Encoding.Reading;
using Streaming.Model.Schema.Features;

namespace Streaming.Model.Encoding.Columns;

internal sealed class CycleColumns(CycleFeature feature, TimeZoneInfo zone, int column) : IRowColumn
{
    private const long DayMicroseconds = 86_400_000_000;
    private readonly bool _isHour = feature.Kind == CycleFeature.HourWord;

    public RecordFault Fill(scoped in EventFields fields, long time, ReadOnlySpan<long> categories, Span<float> features)
    {
        var local = ReferenceEquals(zone, TimeZoneInfo.Utc) ? time : time + OffsetAt(time);
        var day = Math.DivRem(local, DayMicroseconds, out var clock);
        if (clock < 0)
        {
            (day, clock) = (day - 1, clock + DayMicroseconds);
        }

        // The epoch was a Thursday; Monday is 0.
        var phase = _isHour ? clock / (double)DayMicroseconds : (((day + 3) % 7) + 7) % 7 / 7.0;
        for (var harmonic = 1; harmonic <= feature.Harmonics; harmonic++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * harmonic * phase);
            features[column + (2 * harmonic) - 2] = (float)sine;
            features[column + (2 * harmonic) - 1] = (float)cosine;
        }

        return default;
    }

    private long OffsetAt(long time) =>
        zone.GetUtcOffset(new DateTime(DateTime.UnixEpoch.Ticks + (time * 10), DateTimeKind.Utc)).Ticks / 10;
}
