namespace Streaming.Ingest.Generator;

/// <summary>How a card was used.</summary>
public enum Channel : byte
{
    /// <summary>Inserted, with PIN.</summary>
    Chip,

    /// <summary>Magnetic stripe.</summary>
    Swipe,

    /// <summary>By number, without the card.</summary>
    Online,

    /// <summary>Held near, mostly without PIN.</summary>
    Contactless,
}
