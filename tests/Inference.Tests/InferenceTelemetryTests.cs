using System.Diagnostics;
using System.Diagnostics.Metrics;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests;

public sealed class InferenceTelemetryTests
{
    [Fact]
    public async Task A_run_is_measured_without_a_key_in_any_label()
    {
        var seen = new Dictionary<string, double>();
        var tags = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == InferenceTelemetry.SourceName)
                {
                    Assert.NotEmpty(instrument.Unit ?? "");
                    Assert.NotEmpty(instrument.Description ?? "");
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Note(instrument, value, labels));
        listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Note(instrument, value, labels));
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Note(instrument, value, labels));
        listener.Start();

        InputRecord[] records = [Events.Of("card-1", 0, 1), Events.NotJson(), Events.Of("card-2", 1, 1)];
        using var run = new Run(new MemorySource([records]), new CollectingSink());
        await run.ToEndAsync();

        foreach (var name in (string[])["streaming.wave.size", "streaming.step.duration", "streaming.score", "streaming.dead_letters",
            "streaming.checkpoint.duration", "streaming.rebalances", "messaging.process.duration", "streaming.event.lateness"])
        {
            Assert.Contains(name, seen.Keys);
        }

        Assert.DoesNotContain(tags, tag => tag.Contains("card-", StringComparison.Ordinal));

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            lock (seen)
            {
                seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + value;
                foreach (var label in labels)
                {
                    tags.Add($"{label.Value}");
                }
            }
        }
    }

    [Fact]
    public async Task A_sampled_record_has_a_span_of_its_own_and_a_link_from_its_batch()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InferenceTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        InputRecord[] records = [Events.Of("card-1", 0, 1) with { TraceParent = parent }, Events.Of("card-2", 1, 1)];
        using var run = new Run(new MemorySource([records]), new CollectingSink());
        await run.ToEndAsync();

        lock (spans)
        {
            var own = Assert.Single(spans, span => $"{span.ParentSpanId}" == "b7ad6b7169203331");
            Assert.Equal("process transactions", own.DisplayName);
            Assert.Equal(ActivityKind.Consumer, own.Kind);
            Assert.Contains(spans, span => span.Links.Any(link => $"{link.Context.SpanId}" == "b7ad6b7169203331"));
        }
    }
}
