namespace Streaming.Ingest.Generator;

/// <summary>
/// Random numbers of a fixed algorithm: SplitMix64 (Steele, Lea, Flood 2014), eight bytes of state, one stream per card. Distributions use
/// nothing but IEEE basic arithmetic, so that every machine draws the same; <see cref="Math.Log(double)"/> differs in the last bit between them.
/// </summary>
internal struct Draw(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A hash: well-mixed bits from any number.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Between(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>A whole number in [<paramref name="low"/>, <paramref name="high"/>], both included.</summary>
    public int Whole(int low, int high) => low + (int)Math.BigMul(Next(), (ulong)(high - low + 1), out _);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Mean 1.</summary>
    public double Exponential() => -PortableMath.Log(1 - Uniform());

    /// <summary>Median 1, <paramref name="sigma"/> the deviation of the logarithm.</summary>
    public double LogNormal(double sigma) => PortableMath.Exp(sigma * Normal());

    /// <summary>Standard normal, as the sum of twelve uniforms: never beyond 6 deviations, which suits habits.</summary>
    public double Normal()
    {
        var sum = 0L;
        for (var i = 0; i < 3; i++)
        {
            var bits = Next();
            sum += (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
        }

        return ((sum + 6) / 65_536.0) - 6;
    }

    /// <summary>An index, each as often as its weight says.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = total * Uniform();
        for (var index = 0; index < weights.Length - 1; index++)
        {
            left -= weights[index];
            if (left < 0)
            {
                return index;
            }
        }

        return weights.Length - 1;
    }
}
