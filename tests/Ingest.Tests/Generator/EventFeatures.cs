using Streaming.Ingest.Generator;

namespace Streaming.Ingest.Tests.Generator;

/// <summary>All that a single event says, in a form that a linear model can use: bins, and amounts within a category.</summary>
internal static class EventFeatures
{
    private const int Bins = 24;

    public static double[] Of(Transaction transaction)
    {
        var log = Math.Log(transaction.AmountCents / 100.0);
        var categories = MerchantCategory.Names.Count;
        var features = new double[1 + Bins + (3 * categories) + 4 + (4 * 4) + 24 + 40 + 6];
        var at = 0;
        features[at++] = log;
        features[at + Math.Clamp((int)((log + 1) * 2.5), 0, Bins - 1)] = 1;
        at += Bins;
        features[at + transaction.Category] = 1;
        features[at + categories + transaction.Category] = log;
        features[at + (2 * categories) + transaction.Category] = log * log;
        at += 3 * categories;
        features[at + (int)transaction.Channel] = 1;
        at += 4;
        features[at + ((int)transaction.Channel * 4) + Math.Clamp((int)log, 0, 3)] = 1;
        at += 16;
        features[at + (int)(transaction.EventTime / 3_600_000 % 24)] = 1;
        at += 24;
        features[at + transaction.Country] = 1;
        at += 40;
        features[at++] = Math.Abs((transaction.Latitude / 1e4) - 50);
        features[at++] = Math.Abs((transaction.Longitude / 1e4) - 10);
        return features;
    }
}
