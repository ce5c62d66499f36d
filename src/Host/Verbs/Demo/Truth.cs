using Streaming.Host.Reports;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Host.Verbs.Demo;

/// <summary>Compares alerts with the events' own labels on their way to the sink.</summary>
internal sealed class Truth(IScoreSink sink) : IScoreSink
{
    // Several lanes publish at the same time.
    private long _caught;
    private long _missed;
    private long _falseAlerts;

    /// <summary>The comparison so far.</summary>
    public Quality Quality
    {
        get
        {
            var caught = Interlocked.Read(ref _caught);
            return new Quality(Share(caught, Interlocked.Read(ref _falseAlerts)), Share(caught, Interlocked.Read(ref _missed)));
        }
    }

    /// <inheritdoc />
    public ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
    {
        int caught = 0, missed = 0, falseAlerts = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Faults[row].IsFault)
            {
                continue;
            }

            switch (batch.Alerts[row], batch.Rows.Labels[row])
            {
                case (true, 1):
                    caught++;
                    break;
                case (false, 1):
                    missed++;
                    break;
                case (true, 0):
                    falseAlerts++;
                    break;
            }
        }

        Interlocked.Add(ref _caught, caught);
        Interlocked.Add(ref _missed, missed);
        Interlocked.Add(ref _falseAlerts, falseAlerts);
        return sink.PublishAsync(batch, deliveries, cancellationToken);
    }

    private static double? Share(long part, long rest) => part + rest > 0 ? Math.Round((double)part / (part + rest), 4) : null;
}
