using System.Globalization;
using System.Text.Json;

namespace Streaming.Model.Schema.Features;

/// <summary>The hour of the day or the day of the week as sine and cosine of several harmonics, by the clock of the time's zone.</summary>
internal sealed record CycleFeature(string Name, string Kind, int Harmonics) : IFeature
{
    public const string HourWord = "hour";
    public const string WeekdayWord = "weekday";

    public IReadOnlyList<string> Fields => [];

    public IReadOnlyList<string> Columns { get; } =
    [
        .. Enumerable.Range(1, Harmonics).SelectMany(harmonic => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"{Name}.sin{harmonic}"),
            string.Create(CultureInfo.InvariantCulture, $"{Name}.cos{harmonic}"),
        }),
    ];

    public Standardisation? Standardisation => null;

    public string? MissingConstant => null;

    // Three harmonics tell seven days apart completely; twelve resolve single hours.
    public static CycleFeature ReadHour(SchemaNode node, string name) => Read(node, name, HourWord, 12);

    public static CycleFeature ReadWeekday(SchemaNode node, string name) => Read(node, name, WeekdayWord, 3);

    public void Write(Utf8JsonWriter writer) => writer.WriteNumber("harmonics", Harmonics);

    private static CycleFeature Read(SchemaNode node, string name, string kind, int most)
    {
        node.RequireMembers("name", "kind", "harmonics");
        return new CycleFeature(name, kind, node.Optional("harmonics")?.Whole(1, most) ?? 1);
    }
}
