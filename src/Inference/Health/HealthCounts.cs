namespace Streaming.Inference.Health;

/// <summary>Counts of scored events in one stretch of time. Sums of such are such.</summary>
internal sealed class HealthCounts(HealthShape shape)
{
    /// <summary>Scored events.</summary>
    public long Scored { get; set; }

    /// <summary>Those at or above the threshold.</summary>
    public long Alerts { get; set; }

    /// <summary>Those that were their key's first.</summary>
    public long Cold { get; set; }

    /// <summary>Scored events that were looked at closely: all below counts these.</summary>
    public long Sampled { get; set; }

    /// <summary>Sum of the norms of their hidden states.</summary>
    public double Norms { get; set; }

    /// <summary>Elements of their hidden states that lie at an end of their range.</summary>
    public long Saturated { get; set; }

    /// <summary>By bin of the watched columns.</summary>
    public long[] Bins { get; } = new long[shape.Bins];

    /// <summary>By category: those whose value is unknown or missing.</summary>
    public long[] Unknown { get; } = new long[shape.CategoryNames.Count];

    /// <summary>By field: those that miss it.</summary>
    public long[] Missing { get; } = new long[shape.FieldNames.Count];

    public void Add(HealthCounts other)
    {
        Scored += other.Scored;
        Alerts += other.Alerts;
        Cold += other.Cold;
        Sampled += other.Sampled;
        Norms += other.Norms;
        Saturated += other.Saturated;
        Add(Bins, other.Bins);
        Add(Unknown, other.Unknown);
        Add(Missing, other.Missing);
    }

    public void Clear()
    {
        Scored = Alerts = Cold = Sampled = Saturated = 0;
        Norms = 0;
        Array.Clear(Bins);
        Array.Clear(Unknown);
        Array.Clear(Missing);
    }

    private static void Add(long[] sum, long[] other)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += other[i];
        }
    }
}
