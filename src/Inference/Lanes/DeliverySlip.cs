using System.Diagnostics;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Lanes;

/// <summary>The deliveries of a batch with what the batch leaves behind: its stretch, and the timestamps of its scored records.</summary>
internal sealed class DeliverySlip
{
    private readonly DeliveryPool _pool;
    private readonly long[] _recordTimes;
    private IReadOnlyList<(int Index, Activity Span)> _spans = [];
    private Stretch? _stretch;
    private int _count;

    public DeliverySlip(DeliveryPool pool, int maxRows)
    {
        _pool = pool;
        _recordTimes = new long[maxRows];
        Deliveries = new Deliveries(Settle);
    }

    /// <summary>What the sink is given.</summary>
    public Deliveries Deliveries { get; }

    /// <summary>Timestamps of the scored records, ms since the Unix epoch.</summary>
    public ReadOnlySpan<long> RecordTimes => _recordTimes.AsSpan(0, _count);

    /// <summary>Spans of the sampled ones among them, by place in <see cref="RecordTimes"/>; -1 for a dead letter's.</summary>
    public IReadOnlyList<(int Index, Activity Span)> Spans => _spans;

    /// <summary>A batch of a stretch is about to be handed over.</summary>
    public void Begin(RecordBatch batch, Stretch stretch)
    {
        Deliveries.Reset();
        _stretch = stretch;
        stretch.Add();
        _count = 0;
        var spans = batch.RecordSpans.Count > 0 ? new List<(int Index, Activity Span)>(batch.RecordSpans.Count) : null;
        var next = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            var isFault = batch.Faults[row].IsFault;
            if (spans is not null && next < batch.RecordSpans.Count && batch.RecordSpans[next].Row == row)
            {
                var span = batch.RecordSpans[next++].Span;
                if (isFault)
                {
                    // Where it becomes a dead letter, its reason is a class of error, without data.
                    span.SetTag("error.type", batch.Faults[row].Reason);
                    span.SetStatus(ActivityStatusCode.Error);
                }

                spans.Add((isFault ? -1 : _count, span));
            }

            if (!isFault)
            {
                _recordTimes[_count++] = batch.RecordTimes[row];
            }
        }

        // From here on they end with the deliveries.
        batch.RecordSpans.Clear();
        _spans = spans ?? (IReadOnlyList<(int Index, Activity Span)>)[];
    }

    /// <summary>Ends the spans of its records: delivered, or not. Once, whoever comes first.</summary>
    public void EndSpans(Exception? failure)
    {
        foreach (var (_, span) in Interlocked.Exchange(ref _spans, []))
        {
            SpanStart.End(span, failure?.GetType().FullName);
        }
    }

    /// <summary>Its records count as delivered now. It is used again after that.</summary>
    public void Count() => _pool.Count(this);

    // A failed one is not used again: reports of its other records may still come.
    private void Settle(Deliveries deliveries, Exception? failure)
    {
        if (failure is null)
        {
            _stretch?.Deliver(this);
        }
        else
        {
            EndSpans(failure);
            _stretch?.Fail(failure);
        }
    }
}
