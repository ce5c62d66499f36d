using System.Globalization;
using Streaming.Model.Encoding;

namespace Streaming.Training.Data;

/// <summary>Counts the records that could not be read, with an example of each reason.</summary>
internal sealed class FaultTally
{
    private readonly SortedDictionary<string, (int Count, string? Detail)> _reasons = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public int Total => _reasons.Values.Sum(reason => reason.Count);

    /// <summary>How many by reason.</summary>
    public IReadOnlyDictionary<string, int> Counts => _reasons.ToDictionary(entry => entry.Key, entry => entry.Value.Count);

    /// <summary>Counts a fault; <c>default</c> counts nothing.</summary>
    public void Add(RecordFault fault)
    {
        if (fault.Reason is { } reason)
        {
            var known = _reasons.GetValueOrDefault(reason, (0, fault.Detail));
            _reasons[reason] = (known.Item1 + 1, known.Item2);
        }
    }

    /// <summary>The reasons, commonest first, for a person.</summary>
    public string Describe() => Total == 0
        ? "there are no records at all"
        : string.Join("; ", _reasons.OrderByDescending(entry => entry.Value.Count).Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"{entry.Value.Count:N0} {entry.Key} (such as: {entry.Value.Detail})")));
}
