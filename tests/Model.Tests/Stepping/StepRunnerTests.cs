using Microsoft.ML.OnnxRuntime;
using Streaming.Model.Artifact;
using Streaming.Model.Stepping;
using Streaming.Model.Tests.Support;

namespace Streaming.Model.Tests.Stepping;

public sealed class StepRunnerTests
{
    [Fact]
    public void A_steady_state_allocates_nothing()
    {
        using var model = StepModel.Load(Artifacts.Gru());
        using var runner = model.CreateRunner(64);
        runner.Step(64);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 1_000; step++)
        {
            runner.Step(1 + (step % 64));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1_001, runner.Calls);
    }

    [Fact]
    public void A_failed_step_throws_and_leaves_the_runner_working()
    {
        using var model = StepModel.Load(Artifacts.Of(StepGraphs.Gru(1, 4), Schemas.Of(StepGraphs.Features, 4)));
        using var runner = model.CreateRunner(8);
        runner.Categories(4)[0] = 99;
        Assert.Throws<OnnxRuntimeException>(() => runner.Step(5));

        // A bucket of eight is filled with the rows from five on: what made the step fail must not be among them.
        runner.Step(3);
        runner.Categories(4)[0] = 3;
        runner.Step(7);
        Assert.True(runner.IsFinite(0));
    }

    [Fact]
    public void A_row_that_is_not_finite_is_told_apart_from_the_others()
    {
        using var model = StepModel.Load(Artifacts.Gru());
        using var runner = model.CreateRunner(4);
        runner.State(1)[0] = float.NaN;
        runner.Features(2)[0] = float.PositiveInfinity;
        runner.Step(4);
        Assert.True(runner.IsFinite(0));
        Assert.False(runner.IsFinite(1));
        Assert.True(runner.IsFinite(3));
    }

    [Fact]
    public void Runners_of_one_model_step_at_the_same_time()
    {
        using var model = StepModel.Load(Artifacts.Gru());
        var stepper = new Stepper(model);
        using var reference = model.CreateRunner(16);
        Parallel.For(0, 8, worker =>
        {
            using var runner = model.CreateRunner(16);
            var random = new Random(worker);
            for (var wave = 0; wave < 100; wave++)
            {
                Stepper.Row[] rows = [.. Enumerable.Range(0, random.Next(1, 17)).Select(_ => stepper.RandomRow(random))];
                var results = Stepper.Step(runner, rows);
                lock (reference)
                {
                    Assert.All(results.Zip(Stepper.Step(reference, rows)), pair => Assert.InRange(Stepper.Distance(pair.First, pair.Second), 0, 1e-5f));
                }
            }
        });
    }

    [Theory]
    [InlineData(1, "2")]
    [InlineData(2, "2")]
    [InlineData(6, "2 4 6")]
    [InlineData(100, "2 4 6 8 12 16 24 32 48 64 96 100")]
    [InlineData(256, "2 4 6 8 12 16 24 32 48 64 96 128 192 256")]
    public void Bucket_sizes_end_at_the_largest_wave(int maxRows, string sizes) =>
        Assert.Equal(sizes, string.Join(' ', StepBucket.Sizes(maxRows)));

    [Fact]
    public void A_wave_outside_its_bounds_is_refused()
    {
        using var model = StepModel.Load(Artifacts.Gru());
        using var runner = model.CreateRunner(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => runner.Step(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => runner.Step(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.CreateRunner(0));
    }
}
