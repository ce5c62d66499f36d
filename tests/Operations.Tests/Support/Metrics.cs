using System.Globalization;

namespace Streaming.Operations.Tests.Support;

/// <summary>One scrape.</summary>
internal sealed class Metrics
{
    private readonly List<(string Name, double Value)> _samples = [];

    private Metrics()
    {
    }

    public static async Task<Metrics> ReadAsync(HttpClient client)
    {
        var metrics = new Metrics();
        var text = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            // name{labels} value [timestamp] [# exemplar]
            var end = line.IndexOf('}', StringComparison.Ordinal) is >= 0 and var brace ? brace + 1 : line.IndexOf(' ', StringComparison.Ordinal);
            var value = line[end..].TrimStart().Split(' ')[0];
            metrics._samples.Add((line.Split('{', ' ')[0], double.Parse(value, CultureInfo.InvariantCulture)));
        }

        return metrics;
    }

    /// <summary>A metric over all its labels.</summary>
    public double Sum(string name) => _samples.Where(sample => sample.Name == name).Sum(sample => sample.Value);
}
