using Streaming.Model.Encoding;
using Streaming.Model.Schema;

namespace Streaming.Host.Verbs.Load;

/// <summary>Reads the id, the key and the time of an event, by the schema's roles. Features may be wrong: whoever scores the event says so.</summary>
internal sealed class RoleReader
{
    private readonly EventEncoder _encoder;
    private readonly EventRows _row;

    public RoleReader(FeatureSchema schema)
    {
        _encoder = new EventEncoder(schema.RolesOnly());
        _row = new EventRows(_encoder, capacity: 1);
    }

    /// <summary>The key, UTF-8; valid until the next read.</summary>
    public ReadOnlySpan<byte> Key => _row.KeyOf(0);

    /// <summary>The event time, microseconds since the Unix epoch.</summary>
    public long EventTime => _row.EventTimes[0];

    /// <summary>The event time of a value; null where it cannot be read.</summary>
    public long? TimeOf(ReadOnlySpan<byte> value) => Read(value).IsFault ? null : EventTime;

    /// <summary>Reads one event; answers why it cannot be sent, or nothing.</summary>
    public RecordFault Read(ReadOnlySpan<byte> value)
    {
        _row.Clear();
        return _encoder.Decode(value, _row, 0);
    }
}
