using Streaming.Inference.Batches;
using Streaming.Inference.Reports;

namespace Streaming.Inference.Lanes;

/// <summary>What is noticed about every batch on its way to the sink: counters, long runs without a score, spans. Thread-safe.</summary>
internal sealed class BatchObserver(PipelineCounters counters, ScorelessRun scorelessRun, ProcessSpans spans)
{
    /// <summary>A batch comes in from the source.</summary>
    public void Received(RecordBatch batch)
    {
        counters.Received();
        spans.Receive(batch);
    }

    /// <summary>Its processing begins.</summary>
    public void Begin(RecordBatch batch, long silentUntil) => spans.Begin(batch, silentUntil);

    /// <summary>A batch was handed over. Only now: a sink may find that a score fits no topic.</summary>
    public void Published(RecordBatch batch)
    {
        counters.HandedOver(batch);
        scorelessRun.Observe(batch);
        spans.End(batch, failure: null);
    }

    /// <summary>A batch could not be handed over.</summary>
    public void Failed(RecordBatch batch, Exception failure) => spans.End(batch, failure);
}
