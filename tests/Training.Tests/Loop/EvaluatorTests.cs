using CsCheck;
using Streaming.Training.Cells;
using Streaming.Training.Data;
using Streaming.Training.Loop;
using Streaming.Training.Network;
using Streaming.Training.Objectives;
using static TorchSharp.torch;

namespace Streaming.Training.Tests.Loop;

public sealed class EvaluatorTests
{
    private static readonly Gen<(int[] Lengths, int Seed)> _histories = Gen.Select(Gen.Int[1, 300].Array[1, 12], Gen.Int[0, 1_000_000]);

    [Theory]
    [InlineData(nameof(CellKind.Gru))]
    [InlineData(nameof(CellKind.Lstm))]
    [InlineData(nameof(CellKind.Rnn))]
    public void Packed_lanes_score_every_key_as_its_own_sequence_would(string cell)
    {
        TorchFact.Require();
        _histories.Sample(sample => Compare(Enum.Parse<CellKind>(cell), sample), iter: 10, threads: 1);
    }

    private static void Compare(CellKind cell, (int[] Lengths, int Seed) sample)
    {
        using var scope = NewDisposeScope();
        manual_seed(sample.Seed);
        var history = Histories.Of(sample.Lengths, 3, sample.Seed);
        using var network = Networks.Of(cell, 3);
        using var tensors = new HistoryTensors(history);
        var objective = new FraudObjective(0.1, 1, 0);
        var evaluation = new Evaluator(network, objective, history, tensors).Run(new Period(0, long.MaxValue), CancellationToken.None);

        for (var key = 0; key < history.KeyCount; key++)
        {
            var (start, end) = (history.KeyStarts[key], history.KeyStarts[key + 1]);
            var features = tensor(history.Features.AsSpan(start * 3, (end - start) * 3).ToArray(), [end - start, 1, 3]);
            var alone = network.Forward(features, null, null).Outputs!.ToArray();
            for (var i = 0; i < alone.Length; i++)
            {
                Assert.Equal(alone[i], evaluation.Scores[start + i], 1e-5f);
            }
        }
    }
}
