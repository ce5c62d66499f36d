using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Streaming.Inference.Batches;
using Streaming.Inference.Health;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Health;

public sealed class LaneHealthTests
{
    private static readonly InferenceOptions s_options = new() { DriftWindow = TimeSpan.FromHours(1) };
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HealthShape _shape = new(BrittleModel.Shared, s_options);

    [Fact]
    public void All_events_are_counted_and_about_one_in_sixteen_is_sampled()
    {
        var health = new LaneHealth(_shape, _time);
        Score(health, 16_000, alerts: 160, cold: 320);

        var sum = Sum(health);
        Assert.Equal(16_000, sum.Scored);
        Assert.Equal(160, sum.Alerts);
        Assert.Equal(320, sum.Cold);
        Assert.InRange(sum.Sampled, 800, 1_200);
    }

    [Fact]
    public void What_is_older_than_the_window_counts_no_more()
    {
        var health = new LaneHealth(_shape, _time);
        Score(health, 100);
        _time.Advance(TimeSpan.FromMinutes(30));
        Score(health, 10);
        Assert.Equal(110, Sum(health).Scored);
        _time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(10, Sum(health).Scored);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, Sum(health).Scored);
        Score(health, 1);
        Assert.Equal(1, Sum(health).Scored);
    }

    [Fact]
    public void History_stepped_without_output_is_not_counted()
    {
        var health = new LaneHealth(_shape, _time);
        Score(health, 100, isSilent: true);
        Assert.Equal(0, Sum(health).Scored);
    }

    [Fact]
    public void Lanes_add_up_as_one_lane_would() => Gen.Int[0, 300].Array[1, 5].Sample(
        sizes =>
        {
            var whole = new LaneHealth(_shape, _time);
            var sum = new HealthCounts(_shape);
            foreach (var size in sizes)
            {
                var lane = new LaneHealth(_shape, _time);
                Score(lane, size);
                Score(whole, size);
                lane.AddTo(sum, _shape.PartOf(LaneHealth.Now(_time)));
            }

            Assert.Equal(Sum(whole).Scored, sum.Scored);
            Assert.Equal(sum.Sampled * _shape.StateLength, sum.Saturated);
        },
        iter: 20);

    private HealthCounts Sum(LaneHealth health)
    {
        var sum = new HealthCounts(_shape);
        health.AddTo(sum, _shape.PartOf(LaneHealth.Now(_time)));
        return sum;
    }

    private void Score(LaneHealth health, int events, int alerts = 0, int cold = 0, bool isSilent = false)
    {
        var batch = new RecordBatch(BrittleModel.Shared.Encoder, 1, 1_024);
        var state = new float[_shape.StateLength];
        Array.Fill(state, -0.99f);
        health.Begin(streamTime: 0, isSilent);
        for (var i = 0; i < events; i++)
        {
            batch.Alerts[0] = i < alerts;
            batch.KeyCounts[0] = i < cold ? 1 : 2;
            health.Scored(batch, 0, state);
        }

        health.End();
    }
}
