namespace Streaming.Assessment.Backtests;

/// <summary>The events with the greatest weight, the first of equal ones. Ids are kept for these few alone.</summary>
public sealed class NotableEvents
{
    private const int Kept = 15;

    private readonly List<NotableEvent> _events = [];

    /// <summary>The events, the greatest weight first.</summary>
    public IReadOnlyList<NotableEvent> List => _events;

    /// <summary>Offers an event; rows come in rising order.</summary>
    public void Offer(int row, ReadOnlyMemory<char> id, double weight)
    {
        if (_events.Count == Kept && weight <= _events[^1].Weight)
        {
            return;
        }

        var place = _events.FindIndex(known => known.Weight < weight);
        _events.Insert(place < 0 ? _events.Count : place, new NotableEvent(row, id.ToString(), weight));
        if (_events.Count > Kept)
        {
            _events.RemoveAt(Kept);
        }
    }
}
