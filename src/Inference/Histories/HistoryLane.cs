using Microsoft.Extensions.Logging.Abstractions;
using Streaming.Inference.Batches;
using Streaming.Inference.Keys;
using Streaming.Inference.Lanes;
using Streaming.Inference.State;
using Streaming.Inference.Waves;
using Streaming.Model.Artifact;

namespace Streaming.Inference.Histories;

/// <summary>One model's path through a history: the live lane's decoding and waves, on states of its own that nothing else sees.</summary>
internal sealed class HistoryLane : IDisposable
{
    // Decode: any thread, a batch each. Score: one thread at a time, in the history's order.
    private readonly DecodeStage _decode;
    private readonly StatePartition _state;
    private readonly WaveScorer _scorer;
    private readonly List<RecordBatch> _one = [];
    private readonly HistoryRange _range;

    public HistoryLane(StepModel model, InferenceOptions options, HistoryRange range, int rows, InferenceTelemetry telemetry, WaveMeter meter)
    {
        var mask = model.Schema.Key.IsSensitive && options.KeySecret is { } secret ? new KeyMask(secret) : null;
        _range = range;
        _decode = new DecodeStage(model.Encoder, options, new KeyEdge(options, mask, telemetry, "", NullLogger.Instance));
        _state = new StatePartition(new StateShape(model.StateLength, model.Encoder.StatisticsLength, 0), options.StateTtl, undoable: false);
        _scorer = new WaveScorer(model, options.Threshold ?? model.Threshold, dropsRepeats: false, rows, _state, meter, health: null);
        Model = model;
    }

    public StepModel Model { get; }

    public int Keys => _state.Count;

    public void Decode(RecordBatch batch)
    {
        _decode.Decode(batch);
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Faults[row].IsFault && !_range.Contains(batch.Rows.EventTimes[row]))
            {
                batch.Faults[row] = HistoryRange.OutsideFault;
            }
        }
    }

    /// <summary>Each batch by itself, whatever else has queued up: results differ in the last bits with the size of a wave.</summary>
    public void Score(RecordBatch batch)
    {
        _one.Clear();
        _one.Add(batch);
        _scorer.Score(_one);
    }

    public void Dispose() => _scorer.Dispose();
}
