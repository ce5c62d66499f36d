namespace Streaming.Model.State;

/// <summary>Where things stand in an encoded key state (little-endian).</summary>
internal static class KeyStateFormat
{
    // version 1 | flags 1 | source offset 8 | event time 8 | count 8 | statistics n 4 | vector n 4
    // | statistics 4n | vector 4n | if flagged: recent ids n 1, then 4n | CRC32C 4
    public const int Version = 0;
    public const int Flags = 1;
    public const int SourceOffset = 2;
    public const int LastEventTime = 10;
    public const int Count = 18;
    public const int StatisticsLength = 26;
    public const int VectorLength = 30;
    public const int Body = 34;
    public const int Checksum = 4;

    /// <summary>The version written, and the only one read.</summary>
    public const byte CurrentVersion = 1;

    /// <summary>The flag of a list of recent ids behind the vector.</summary>
    public const byte HasRecentIds = 1;
}
