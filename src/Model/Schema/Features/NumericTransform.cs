namespace Streaming.Model.Schema.Features;

/// <summary>What is done to a number before it is standardised. The signed forms keep negative amounts (refunds) apart.</summary>
internal enum NumericTransform
{
    /// <summary>x</summary>
    Identity,

    /// <summary>sign(x) ln(1 + |x|)</summary>
    Log1p,

    /// <summary>sign(x) √|x|</summary>
    Sqrt,
}

internal static class NumericTransforms
{
    private static readonly string[] _words = ["identity", "log1p", "sqrt"];

    public static NumericTransform Read(SchemaNode feature) =>
        feature.Optional("transform") is { } node ? (NumericTransform)Array.IndexOf(_words, node.OneOf(_words)) : NumericTransform.Identity;

    public static string Word(this NumericTransform transform) => _words[(int)transform];

    public static double Apply(this NumericTransform transform, double value) => transform switch
    {
        NumericTransform.Log1p => Math.CopySign(Log1p(Math.Abs(value)), value),
        NumericTransform.Sqrt => Math.CopySign(Math.Sqrt(Math.Abs(value)), value),
        _ => value,
    };

    // ln(1 + x) with the rounding of 1 + x taken back (Kahan): exact for the small x that log(1 + x) loses.
    public static double Log1p(double value)
    {
        var sum = 1 + value;
        return sum == 1 || double.IsInfinity(sum) ? value : Math.Log(sum) * (value / (sum - 1));
    }
}
