using System.Globalization;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Fitting;

namespace Streaming.Model.Tests.Encoding;

/// <summary>The host's culture changes nothing.</summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void A_culture_changes_no_constant_and_no_feature(string name)
    {
        var expected = Run();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Hostile(name);
            var found = Run();
            Assert.Equal(expected.Json, found.Json);
            Assert.Equal(expected.Features, found.Features);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static (string Json, List<float[]> Features) Run()
    {
        var fitter = new SchemaFitter(FeatureSchema.Load(Samples.SchemaPath("transactions.json")));
        byte[][] events = [.. Fitted.Transactions(300)];
        foreach (var value in events)
        {
            Assert.Equal(default, fitter.Observe(value));
        }

        var json = fitter.Fit().ToJson();
        var bench = new Bench(FeatureSchema.Parse(json));
        return (json, [.. events.Select(bench.Pass)]);
    }

    // Programs here run without culture data, as in their containers, so the culture's traps are set by hand.
    private static CultureInfo Hostile(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = name == "ar-SA" ? "٫" : ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = name == "ar-SA" ? "؜-" : "−";
        culture.NumberFormat.CurrencySymbol = "€";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = ".";
        return culture;
    }
}
