using System.Globalization;

namespace Streaming.Broker.Tests.Support;

/// <summary>How long it took until all was committed again after each fault.</summary>
internal sealed class RecoveryTimes
{
    private readonly List<double> _seconds = [];

    public int Count => _seconds.Count;

    public void Add(TimeSpan elapsed) => _seconds.Add(elapsed.TotalSeconds);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count} recoveries: p50 {Quantile(0.5):f1} s, p99 {Quantile(0.99):f1} s, max {Quantile(1):f1} s");

    private double Quantile(double share) =>
        _seconds.Count == 0 ? double.NaN : _seconds.Order().ElementAt((int)Math.Ceiling(share * _seconds.Count) - 1);
}
