using Streaming.Training.Cells;
using Streaming.Training.Data;
using Streaming.Training.Loop;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Tests.Loop;

public sealed class TrainingLoopTests
{
    private const long Second = 1_000_000;

    [Theory]
    [InlineData(nameof(CellKind.Gru))]
    [InlineData(nameof(CellKind.Lstm))]
    [InlineData(nameof(CellKind.Rnn))]
    public void A_cell_learns_what_only_the_event_before_tells(string cell)
    {
        TorchFact.Require();
        var result = Train(Enum.Parse<CellKind>(cell), new LoopOptions { Epochs = 10, Batch = 16, Chunk = 32, LearningRate = 1e-2 });
        Assert.True(result.Epochs.Max(epoch => epoch.Validation) > 0.9);
    }

    [Fact]
    public void Without_a_cell_it_cannot_be_learnt()
    {
        TorchFact.Require();
        var result = Train(CellKind.None, new LoopOptions { Epochs = 10, Batch = 16, Chunk = 32, LearningRate = 1e-2 });
        Assert.True(result.Epochs.Max(epoch => epoch.Validation) < 0.4);
    }

    [Fact]
    public void Training_ends_when_nothing_gets_better()
    {
        TorchFact.Require();
        var result = Train(CellKind.None, new LoopOptions { Epochs = 200, Patience = 2, Batch = 16, Chunk = 32 });
        Assert.Equal(result.BestEpoch + 2, result.Epochs.Count);
        Assert.Equal(result.Epochs.Max(epoch => epoch.Validation), result.Epochs[result.BestEpoch - 1].Validation);
    }

    [Fact]
    public void Without_patience_every_epoch_is_trained_and_the_last_one_stays()
    {
        TorchFact.Require();
        var result = Train(CellKind.None, new LoopOptions { Epochs = 12, Patience = 0, Batch = 16, Chunk = 32 });
        Assert.Equal(12, result.Epochs.Count);
        Assert.Equal(12, result.BestEpoch);
        Assert.NotEqual(result.Epochs[11].Validation, result.Epochs.Max(epoch => epoch.Validation));
    }

    [Fact]
    public void Few_cards_are_gone_through_more_often_in_narrower_batches()
    {
        var few = Fill(Histories.Of([.. Enumerable.Repeat(100, 40)], 1, 1));
        Assert.Equal(8, few.Batch);
        Assert.Equal(200, few.Epochs);
        Assert.Equal(50, few.Patience);
        var many = Fill(Histories.Of([.. Enumerable.Repeat(200, 3_000)], 1, 1));
        Assert.Equal((64, 20, 5), (many.Batch, many.Epochs, many.Patience));

        static LoopOptions Fill(History history) => LoopSize.Fill(
            new LoopOptions(),
            null,
            null,
            null,
            history.LanesUntil(long.MaxValue),
            history.Count,
            new TeachingRows(history, new Period(0, long.MaxValue), 0, needsLabels: true));
    }

    [Fact]
    public void A_diverging_loss_stops_with_a_reason()
    {
        TorchFact.Require();
        var history = Histories.Of([50, 50], 3, 1);
        history.Features[7] = float.PositiveInfinity;
        var failure = Assert.Throws<TrainingException>(() => Train(CellKind.Gru, new LoopOptions { Epochs = 1 }, history));
        Assert.Contains("--learning-rate", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_labels_that_had_matured_teach()
    {
        var history = Histories.Of([100], 1, 1);
        var training = new Period(20 * Second, 80 * Second);
        var teaching = new TeachingRows(history, training, 30 * Second, needsLabels: true);
        var expected = Enumerable.Range(0, 100).Select(row => row is >= 20 and <= 50);
        Assert.Equal(expected, Enumerable.Range(0, 100).Select(row => teaching.Contains(row)));
    }

    // The whole point of the scopes: what a chunk makes is gone when the chunk is.
    [Fact]
    public void Native_memory_stays_flat_over_epochs()
    {
        TorchFact.Require();
        var counts = new List<long>();
        Train(CellKind.Lstm, new LoopOptions { Epochs = 6, Patience = 6, Batch = 16, Chunk = 32 }, report: progress =>
        {
            if (progress.Closed is not null)
            {
                counts.Add(Tensor.TotalCount);
            }
        });
        Assert.Equal(6, counts.Count);
        Assert.Equal(counts[1], counts[^1]);
    }

    private static LoopResult Train(CellKind cell, LoopOptions options, History? given = null, Action<LoopProgress>? report = null)
    {
        manual_seed(options.Seed);
        var history = given ?? Histories.Of([.. Enumerable.Range(0, 60).Select(i => 40 + (7 * i % 90))], 3, 5);
        var (training, validation) = (new Period(0, 90 * Second), new Period(90 * Second, 200 * Second));
        if (given is not null)
        {
            (training, validation) = (new Period(0, 40 * Second), new Period(40 * Second, 200 * Second));
        }

        using var network = Networks.Of(cell, 3);
        using var tensors = new HistoryTensors(history);
        var teaching = new TeachingRows(history, training, 0, needsLabels: true);
        var objective = new FraudObjective(teaching.Frauds / (double)teaching.Count, 1, 0);
        objective.Begin(network.Head);
        return new TrainingLoop(network, objective, history, tensors, teaching, training, validation, options)
            .Run(report ?? (_ => { }), CancellationToken.None);
    }
}
