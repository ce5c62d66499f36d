using System.Diagnostics;
using Confluent.Kafka;
using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>
/// Passes delivery reports on to a batch's deliveries: one delegate for all records of all batches that use the same
/// <see cref="Deliveries"/>.
/// </summary>
internal sealed class BatchReports
{
    // Begin is called by the lane before it hands over; reports come on the client's poll thread.
    private readonly Deliveries _deliveries;
    private readonly string _scoresTopic;
    private readonly BrokerOutage _outage;
    private readonly TimeProvider _timeProvider;
    private Activity? _span;
    private long _started;
    private int _left;

    /// <summary>Reports for one batch's deliveries.</summary>
    public BatchReports(Deliveries deliveries, string scoresTopic, BrokerOutage outage, TimeProvider timeProvider)
    {
        _deliveries = deliveries;
        _scoresTopic = scoresTopic;
        _outage = outage;
        _timeProvider = timeProvider;
        Handler = Take;
    }

    /// <summary>What the client is to call.</summary>
    public Action<DeliveryReport<byte[]?, byte[]?>> Handler { get; }

    /// <summary>A batch of so many records is about to be handed over, in this span.</summary>
    public void Begin(int records, Activity? span)
    {
        _started = _timeProvider.GetTimestamp();
        Interlocked.Exchange(ref _span, span);
        Volatile.Write(ref _left, records);
        _deliveries.Announce(records);
    }

    /// <summary>A record arrived.</summary>
    public void Confirm()
    {
        _outage.Heal();
        if (Interlocked.Decrement(ref _left) == 0)
        {
            var span = Interlocked.Exchange(ref _span, null);
            SinkTelemetry.RecordSend(_scoresTopic, _timeProvider.GetElapsedTime(_started).TotalSeconds, span);
            SpanStart.End(span, errorType: null);
        }

        _deliveries.Confirm();
    }

    /// <summary>A record was given up.</summary>
    public void Fail(string topic, Error error) => Fail(DeliveryFailure.Of(topic, error));

    /// <summary>No further report will come: what is not confirmed by now has failed.</summary>
    public void GiveUp()
    {
        if (Volatile.Read(ref _left) > 0)
        {
            Fail(new SinkException("The producer was replaced before it had delivered."));
        }
    }

    /// <summary>The batch could not be handed over: it was given up, or the process ends.</summary>
    public void Abandon(Exception failure) => EndSpan(failure);

    private void EndSpan(Exception failure) => SpanStart.End(Interlocked.Exchange(ref _span, null), failure.GetType().FullName);

    private void Fail(SinkException failure)
    {
        Volatile.Write(ref _left, 0);
        EndSpan(failure);
        _deliveries.Fail(failure);
    }

    private void Take(DeliveryReport<byte[]?, byte[]?> report)
    {
        if (report.Error.IsError)
        {
            Fail(report.Topic, report.Error);
        }
        else
        {
            Confirm();
        }
    }
}
