using Streaming.Inference.Batches;
using Streaming.Inference.Health;
using Streaming.Inference.State;
using Streaming.Inference.Tests.Support;
using Streaming.Inference.Waves;
using Streaming.Model.Encoding;
using Streaming.Model.State;

namespace Streaming.Inference.Tests.Waves;

public sealed class WaveScorerTests : IDisposable
{
    private const int MaxRows = 64;

    private readonly InferenceTelemetry _telemetry = new();
    private readonly StatePartition _state = new(new StateShape(BrittleModel.Shared.StateLength, 0, 0), null, undoable: true);
    private readonly WaveScorer _scorer;

    public WaveScorerTests()
    {
        _state.StandAt(0, KeyStateHeader.Never);
        _scorer = new WaveScorer(BrittleModel.Shared, 0.5f, dropsRepeats: false, MaxRows, _state, new WaveMeter(_telemetry, TimeProvider.System), new LaneHealth(new HealthShape(BrittleModel.Shared, new InferenceOptions()), TimeProvider.System));
    }

    public void Dispose()
    {
        _scorer.Dispose();
        _telemetry.Dispose();
    }

    [Fact]
    public void A_steady_state_allocates_nothing_per_event()
    {
        // What a call of the runtime itself allocates does not depend on the rows; so 64 times the rows must not cost more.
        var (one, many) = (Fill(1), Fill(MaxRows));
        Allocated(one);
        Allocated(many);
        Assert.True(Allocated(many) <= Allocated(one), "allocation grows with the rows");
    }

    [Fact]
    public void A_row_that_throws_is_found_by_halving_and_leaves_its_key_alone()
    {
        var before = Fill(8);
        _scorer.Score([before]);
        Assert.True(_state.TryFind("card-5"u8, out var slot));
        var (header, vector) = (_state.Header(slot), _state.Hidden(slot).ToArray());

        var batch = Batch([.. Enumerable.Range(0, 8).Select(row => row == 5 ? Events.Throwing("card-5", 100) : Events.Of($"card-{row}", 100, 1))]);
        _scorer.Score([batch]);
        Assert.Equal(FaultReason.StepFailed, batch.Faults[5].Reason);
        Assert.Single(batch.Faults, fault => fault.IsFault);
        Assert.Equal(header, _state.Header(slot));
        Assert.Equal(vector, _state.Hidden(slot).ToArray());
    }

    [Fact]
    public void A_new_key_whose_only_row_failed_is_no_key()
    {
        var batch = Batch([Events.NotFinite("new", 1), Events.Throwing("newer", 1), Events.Of("genuine", 1, 1)]);
        _scorer.Score([batch]);
        Assert.Equal([FaultReason.NotFinite, FaultReason.StepFailed, null], batch.Faults.Take(3).Select(fault => fault.Reason));
        Assert.Equal(1, _state.Count);
    }

    private static RecordBatch Fill(int rows) => Batch([.. Enumerable.Range(0, rows).Select(row => Events.Of($"card-{row}", row, row % 3))]);

    private static RecordBatch Batch(InputRecord[] records)
    {
        var batch = new RecordBatch(BrittleModel.Shared.Encoder, MaxRows, 1_024);
        for (var row = 0; row < records.Length; row++)
        {
            batch.Add(row, records[row].RecordTime, default, records[row].Value, isNull: false);
            Assert.Equal(default, BrittleModel.Shared.Encoder.Decode(batch.ValueOf(row), batch.Rows, row));
        }

        return batch;
    }

    private long Allocated(RecordBatch batch)
    {
        RecordBatch[] batches = [batch];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 50; round++)
        {
            _scorer.Score(batches);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
