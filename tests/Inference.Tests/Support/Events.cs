using System.Globalization;
using System.Text;

namespace Streaming.Inference.Tests.Support;

/// <summary>Events for the <see cref="BrittleModel"/>.</summary>
internal static class Events
{
    public static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A genuine event.</summary>
    public static InputRecord Of(string card, double seconds, float amount, float trouble = 0, string? id = null)
    {
        var time = Epoch.AddSeconds(seconds);
        var json = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\":\"{id ?? "e"}\",\"card\":\"{card}\",\"time\":\"{time:yyyy-MM-ddTHH:mm:ss.ffffffZ}\",\"f0\":{amount:R},\"f1\":{trouble:R}}}");
        return new InputRecord(Encoding.UTF8.GetBytes(json), time.ToUnixTimeMilliseconds());
    }

    /// <summary>A row whose next state is not a number.</summary>
    public static InputRecord NotFinite(string card, double seconds) => Of(card, seconds, 1, BrittleModel.NotANumber);

    /// <summary>A row that makes its whole wave throw.</summary>
    public static InputRecord Throwing(string card, double seconds) => Of(card, seconds, 1, BrittleModel.Throws);

    /// <summary>Bytes that are no event.</summary>
    public static InputRecord NotJson() => new(Encoding.UTF8.GetBytes("not json"), Epoch.ToUnixTimeMilliseconds());

    /// <summary>A record without a value.</summary>
    public static InputRecord NullValue() => new(null, Epoch.ToUnixTimeMilliseconds());

    /// <summary>An event far ahead of its record's timestamp.</summary>
    public static InputRecord Ahead(string card) => Of(card, 1e9, 1) with { RecordTime = Epoch.ToUnixTimeMilliseconds() };
}
