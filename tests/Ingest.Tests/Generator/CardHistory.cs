using Streaming.Ingest.Generator;

namespace Streaming.Ingest.Tests.Generator;

/// <summary>What one remembers of a card: how it pays, when and where it was used last.</summary>
internal sealed class CardHistory
{
    private const double Hour = 3_600_000;
    private readonly List<Transaction> _recent = [];
    private double _count;
    private double _mean;
    private double _square;

    public double[] Features(Transaction transaction)
    {
        _recent.RemoveAll(other => transaction.EventTime - other.EventTime > 24 * Hour);
        var log = Log(transaction);
        var deviation = Math.Sqrt(Math.Max(_square - (_mean * _mean), 0.1));
        var z = _count < 3 ? 0 : (log - _mean) / deviation;
        var hour = _recent.Count(other => transaction.EventTime - other.EventTime < Hour);
        var tiny = _recent.Count(other => transaction.EventTime - other.EventTime < 2 * Hour && other.AmountCents <= 400);
        var high = _recent.Count(other => _count >= 3 && Log(other) - _mean > 0.6);
        var (speed, distance) = _recent.Count == 0 ? (0, 0) : Travel(_recent[^1], transaction);
        var values = new List<double> { z, Math.Max(z - 1, 0), Math.Max(z - 2, 0), Math.Max(z - 4, 0), Math.Max(-z - 1, 0), hour, tiny, high, Math.Min(high, 3) * Math.Max(z, 0), tiny * Math.Max(z, 0) };
        values.AddRange(Steps(hour, 1, 2, 3, 4, 5, 7));
        values.AddRange(Steps(_recent.Count, 2, 4, 6, 8, 12));
        values.AddRange(Steps(tiny, 1, 2, 3, 4));
        values.AddRange(Steps(high, 1, 2, 3, 4));
        values.AddRange(Steps(speed, 100, 300, 600, 900, 2_000));
        values.Add(speed > 900 && transaction.Channel != Channel.Online ? 1 : 0);
        values.Add(Math.Log(1 + distance));
        return [.. values];
    }

    public void Add(Transaction transaction)
    {
        var weight = 1 / Math.Min(++_count, 40);
        _mean += weight * (Log(transaction) - _mean);
        _square += weight * ((Log(transaction) * Log(transaction)) - _square);
        _recent.Add(transaction);
    }

    private static double Log(Transaction transaction) => Math.Log(transaction.AmountCents / MerchantCategory.AmountOf(transaction.Category));

    private static IEnumerable<double> Steps(double value, params IEnumerable<double> cuts) => cuts.Select(cut => value >= cut ? 1.0 : 0);

    private static (double Speed, double Distance) Travel(Transaction from, Transaction to)
    {
        var y = (to.Latitude - from.Latitude) / 1e4 * 111;
        var x = (to.Longitude - from.Longitude) / 1e4 * 111 * Math.Cos(double.DegreesToRadians(to.Latitude / 1e4));
        var distance = Math.Sqrt((x * x) + (y * y));
        return (distance < 50 ? 0 : distance / Math.Max((to.EventTime - from.EventTime) / Hour, 0.01), distance);
    }
}
