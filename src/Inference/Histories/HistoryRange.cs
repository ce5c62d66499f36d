using Streaming.Model.Encoding;

namespace Streaming.Inference.Histories;

/// <summary>Which events of a history are stepped: those from one event time to another, the latter excluded. Microseconds since the Unix epoch.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The first that is not.</param>
public readonly record struct HistoryRange(long From, long To)
{
    /// <summary>The reason that stands at events outside the range: they changed no state and have no score, yet are no dead letters.</summary>
    public const string Outside = "outside-range";

    /// <summary>All events.</summary>
    public static HistoryRange All => new(long.MinValue, long.MaxValue);

    internal static RecordFault OutsideFault => new(Outside, "The event time lies outside the range");

    internal bool Contains(long eventTime) => eventTime >= From && eventTime < To;
}
