using CsCheck;
using Streaming.Model.Artifact;
using Streaming.Model.Tests.Support;

namespace Streaming.Model.Tests.Stepping;

/// <summary>A wave of N scores as N waves of one, in any order of rows.</summary>
public sealed class WaveLawTests
{
    private const int MaxRows = 300;
    private const float Tolerance = 1e-5f;

    public static TheoryData<string> Models => ["tiny", "tiny-node", .. PyTorchModel.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_wave_scores_as_waves_of_one(string name)
    {
        using var model = Load(name);
        using var runner = model.CreateRunner(MaxRows);
        using var single = model.CreateRunner(1);
        var stepper = new Stepper(model);
        Gen.Select(Gen.Int[1, MaxRows], Gen.Int).Sample(
            (count, seed) =>
            {
                var random = new Random(seed);
                Stepper.Row[] rows = [.. Enumerable.Range(0, count).Select(_ => stepper.RandomRow(random))];
                var alone = rows.Select(row => Stepper.Step(single, [row])[0]).ToArray();
                var order = Enumerable.Range(0, count).ToArray();
                random.Shuffle(order);
                var wave = Stepper.Step(runner, [.. order.Select(index => rows[index])]);
                return order.Select((index, position) => Stepper.Distance(alone[index], wave[position])).Max() < Tolerance;
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void States_do_not_drift_between_wave_sizes_over_a_thousand_steps(string name)
    {
        using var model = Load(name);
        using var runner = model.CreateRunner(MaxRows);
        var stepper = new Stepper(model);
        var random = new Random(7);
        var companions = Enumerable.Range(0, MaxRows).Select(_ => stepper.RandomRow(random)).ToArray();
        var start = stepper.RandomRow(random);
        var alone = new Stepper.Result(0, start.State);
        var together = alone;
        var worst = 0f;
        for (var step = 0; step < 1_000; step++)
        {
            var row = stepper.RandomRow(random);
            alone = Stepper.Step(runner, [row with { State = alone.NextState }])[0];
            var count = random.Next(1, MaxRows);
            var position = random.Next(count);
            Stepper.Row[] wave = [.. companions[..position], row with { State = together.NextState }, .. companions[position..(count - 1)]];
            together = Stepper.Step(runner, wave)[position];
            worst = Math.Max(worst, Stepper.Distance(alone, together));
        }

        Assert.InRange(worst, 0, Tolerance);
    }

    private static StepModel Load(string name) => name switch
    {
        "tiny" => StepModel.Load(Artifacts.Of(StepGraphs.Gru(1, 4, 7), Schemas.Of(StepGraphs.Features, 4, 7))),
        "tiny-node" => StepModel.Load(Artifacts.Of(StepGraphs.GruNode(), Schemas.Of(StepGraphs.Features))),
        _ => PyTorchModel.Load(name),
    };
}
