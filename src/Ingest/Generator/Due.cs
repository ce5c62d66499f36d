namespace Streaming.Ingest.Generator;

/// <summary>When a card is next; the card's number decides among equals, so that the order does not hang on how a queue is built.</summary>
internal readonly record struct Due(long Time, int Card) : IComparable<Due>
{
    public int CompareTo(Due other) => Time != other.Time ? Time.CompareTo(other.Time) : Card.CompareTo(other.Card);
}
