using System.Collections.Concurrent;
using System.Globalization;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Fitting;

namespace Streaming.Model.Tests;

/// <summary>Schemas fitted to made-up events, so that tests need no file.</summary>
internal static class Fitted
{
    private static readonly ConcurrentDictionary<string, FeatureSchema> _schemas = new();
    private static readonly string[] _categories = ["grocery", "fuel", "travel", "café"];

    /// <summary>The repository's schema of the generator's events, fitted.</summary>
    public static FeatureSchema Schema(string file) => _schemas.GetOrAdd(file, name =>
    {
        var fitter = new SchemaFitter(FeatureSchema.Load(Samples.SchemaPath(name)));
        foreach (var value in Transactions(500))
        {
            Assert.Equal(default, fitter.Observe(value));
        }

        return fitter.Fit();
    });

    /// <summary>Events of the generator's layout over 20 cards, some without what may be missing.</summary>
    public static IEnumerable<byte[]> Transactions(int count, int seed = 1)
    {
        var random = new Random(seed);
        var time = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var index = 0; index < count; index++)
        {
            time = time.AddSeconds(random.Next(-5, 3_000));
            var place = random.Next(5) == 0
                ? ""
                : FormattableString.Invariant($"\"lat\":{random.NextDouble() * 180 - 90:F4},\"lon\":{random.NextDouble() * 360 - 180:F4},");
            var json = string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"id\":\"e{index}\",\"card\":\"c{random.Next(20)}\",\"time\":\"{time:yyyy-MM-ddTHH:mm:ssZ}\",\"amount\":{Math.Exp(random.NextDouble() * 6):F2},{place}\"merchant\":\"m{random.Next(99)}\",\"merchant_category\":\"{_categories[random.Next(4)]}\",\"country\":\"BE\",\"channel\":\"chip\",\"fraud\":{random.Next(2)},\"scenario\":0}}");
            yield return System.Text.Encoding.UTF8.GetBytes(json);
        }
    }
}
