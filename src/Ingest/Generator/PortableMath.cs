namespace Streaming.Ingest.Generator;

/// <summary>Exponential and logarithm from basic arithmetic: the same bits everywhere, exact to about 1e-15.</summary>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417;

    public static double Exp(double x)
    {
        var power = Math.Floor((x / Ln2) + 0.5);
        var rest = x - (power * Ln2);
        var sum = 1.0;
        for (var term = 14; term >= 1; term--)
        {
            sum = 1 + (rest / term * sum);
        }

        return sum * BitConverter.Int64BitsToDouble(((long)power + 1_023) << 52);
    }

    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)(bits >> 52) - 1_023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | (1_023L << 52));
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            power++;
        }

        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var term = 21; term >= 1; term -= 2)
        {
            sum = (1.0 / term) + (square * sum);
        }

        return (2 * s * sum) + (power * Ln2);
    }
}
