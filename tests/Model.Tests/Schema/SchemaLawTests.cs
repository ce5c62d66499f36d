using System.Globalization;
using System.Text.Json;
using CsCheck;
using Streaming.Model.Artifact;
using Streaming.Model.Schema;
using Streaming.Model.Tests.Encoding;

namespace Streaming.Model.Tests.Schema;

/// <summary>Law 9 for the schema: writing and reading is the identity, damaged bytes are refused.</summary>
public sealed class SchemaLawTests
{
    private static readonly Gen<string> _names = Gen.String[Gen.Char["abcäß\"\\/é .-_"], 1, 8].Select(name => JsonSerializer.Serialize(name));

    private static readonly Gen<string> _numbers =
        Gen.Float.Where(float.IsFinite).Select(number => ((double)number).ToString("R", CultureInfo.InvariantCulture));

    private static readonly Gen<string> _standardisation = Gen.OneOf(
        Gen.Const(""),
        Gen.Const(""", "standardise": true"""),
        Gen.Select(_numbers, Gen.Double[1e-6, 1e6], (mean, deviation) =>
            string.Create(CultureInfo.InvariantCulture, $", \"standardise\": true, \"mean\": {mean}, \"deviation\": {deviation:R}")));

    private static readonly Gen<string> _halfLives =
        Gen.Select(Gen.Int[1, 999], Gen.OneOf("ms", "s", "m", "h", "d"), (number, unit) => $"\"halfLife\": \"{number}{unit}\"");

    private static readonly Gen<string> _features = Gen.OneOf(
        Gen.Select(_names, _standardisation, _numbers, (field, rest, missing) => $"\"kind\": \"numeric\", \"field\": {field}, \"missing\": {missing}{rest}"),
        Gen.Select(_names, Gen.Double[-1e9, 1e9].Array[3], (field, edges) =>
            $"\"kind\": \"piecewise-linear\", \"field\": {field}, \"transform\": \"sqrt\", \"bins\": 2, \"edges\": {JsonSerializer.Serialize(edges.Order())}"),
        Gen.Select(_names, _names, _standardisation, (a, b, rest) => $"\"kind\": \"ratio\", \"numerator\": {a}, \"denominator\": {b}{rest}"),
        Gen.Select(_standardisation, Gen.Int[1, 90], (rest, days) => $"\"kind\": \"gap\", \"first\": \"{days}d\"{rest}"),
        Gen.Int[1, 12].Select(harmonics => $"\"kind\": \"hour\", \"harmonics\": {harmonics}"),
        Gen.Int[1, 3].Select(harmonics => $"\"kind\": \"weekday\", \"harmonics\": {harmonics}"),
        Gen.Select(_standardisation, Gen.OneOf("plane", "haversine"), (rest, metric) =>
            $"\"kind\": \"distance\", \"from\": [\"a\", \"b\"], \"to\": [\"c\", \"d\"], \"metric\": \"{metric}\"{rest}"),
        Gen.Select(_standardisation, _numbers, Gen.OneOf("speed", "distance"), (rest, first, measure) =>
            $"\"kind\": \"travel\", \"at\": [\"a\", \"b\"], \"measure\": \"{measure}\", \"first\": {first}{rest}"),
        Gen.Select(_names, Gen.String[Gen.Char["xyzäñ"], 1, 3].Array[0, 5], (field, words) =>
            $"\"kind\": \"category\", \"field\": {field}, \"missing\": \"\", \"vocabulary\": {JsonSerializer.Serialize(words.Distinct())}"),
        Gen.Select(_names, Gen.Int[1, 1_000_000], (field, buckets) => $"\"kind\": \"category\", \"field\": {field}, \"buckets\": {buckets}"),
        Gen.Select(_names, _halfLives, Gen.OneOf("z-score", "difference", "mean", "deviation"), (field, halfLife, measure) =>
            $"\"kind\": \"running\", \"field\": {field}, {halfLife}, \"measure\": \"{measure}\""),
        Gen.Select(_halfLives, _standardisation, (halfLife, rest) => $"\"kind\": \"rate\", {halfLife}{rest}"));

    private static readonly Gen<FeatureSchema> _schemas = _features.Array[1, 8].Select(features => Bench.SchemaOf(
        string.Join(",", features.Select((feature, index) => $"{{ \"name\": \"f{index}\", {feature} }}"))));

    [Fact]
    public void Writing_and_reading_a_schema_is_the_identity() => _schemas.Sample(schema =>
        schema.Equals(FeatureSchema.Parse(schema.Canonical.ToArray()))
        && FeatureSchema.Parse(schema.ToJson()).Canonical.SequenceEqual(schema.Canonical));

    [Fact]
    public void Damaged_bytes_are_refused_or_are_another_schema_and_throw_nothing_else() =>
        Gen.Select(_schemas, Gen.Int[0, 100_000], Gen.Byte, Gen.Bool).Sample((schema, at, with, isCut) =>
        {
            var bytes = schema.Canonical.ToArray();
            at %= bytes.Length;
            var damaged = isCut ? bytes[..at] : [.. bytes[..at], with, .. bytes[(at + 1)..]];
            try
            {
                var read = FeatureSchema.Parse(damaged);
                Assert.False(isCut);
                Assert.Equal(read, FeatureSchema.Parse(read.Canonical.ToArray()));
            }
            catch (ModelException exception)
            {
                Assert.Contains("expected", exception.Message, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void Any_bytes_are_refused() =>
        Gen.Byte.Array[0, 100].Sample(bytes => { Assert.Throws<ModelException>(() => FeatureSchema.Parse(bytes)); });
}
