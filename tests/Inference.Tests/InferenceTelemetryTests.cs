using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Streaming.Inference.Batches;
using Streaming.Inference.Lanes;
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

    [Fact]
    public async Task What_comes_of_a_sampled_record_carries_its_span_on()
    {
        var spans = new SpanLog("11111111111111111111111111111111");
        using var listener = spans.Listen();
        InputRecord[] records =
        [
            Events.Of("card-1", 0, 1) with { TraceParent = spans.Sampled("00000000000000a1") },
            Events.Of("card-2", 1, 1) with { TraceParent = "00-11111111111111111111111111111111-00000000000000a2-00" },
            Events.Of("card-3", 2, 1),
            Events.NotJson() with { TraceParent = spans.Sampled("00000000000000a4") },
        ];
        var sink = new TraceReadingSink();
        using var run = new Run(new MemorySource([records]), sink);
        await run.ToEndAsync();

        var own = Assert.Single(spans.Ended, span => $"{span.ParentSpanId}" == "00000000000000a1");
        Assert.Equal(own.Id, sink.TraceParents[0]);
        Assert.Equal(records[1].TraceParent, sink.TraceParents[1]);
        Assert.Equal("", sink.TraceParents[2]);
        Assert.Null(own.GetTagItem("error.type"));

        var letter = Assert.Single(spans.Ended, span => $"{span.ParentSpanId}" == "00000000000000a4");
        Assert.Equal(letter.Id, sink.TraceParents[3]);
        Assert.Equal(ActivityStatusCode.Error, letter.Status);
        Assert.Equal("not-json", letter.GetTagItem("error.type"));
        Assert.Contains(spans.Ended, span => span.DisplayName == "step");
        Assert.Empty(spans.Open);
    }

    [Fact]
    public async Task A_span_ends_also_when_its_sink_throws()
    {
        var spans = new SpanLog("22222222222222222222222222222222");
        using var listener = spans.Listen();
        InputRecord[] records = [Events.Of("card-1", 0, 1) with { TraceParent = spans.Sampled("00000000000000b1") }];
        using var run = new Run(new MemorySource([records]), new ThrowingSink(new InvalidOperationException("No sink.")));
        await Assert.ThrowsAnyAsync<Exception>(run.ToEndAsync);

        Assert.Empty(spans.Open);
        var own = Assert.Single(spans.Ended, span => $"{span.ParentSpanId}" == "00000000000000b1");
        Assert.Equal(ActivityStatusCode.Error, own.Status);
        Assert.EndsWith("Exception", $"{own.GetTagItem("error.type")}", StringComparison.Ordinal);
        var batch = Assert.Single(spans.Ended, span => span.Links.Any());
        Assert.Equal(ActivityStatusCode.Error, batch.Status);
    }

    [Fact]
    public void While_nobody_listens_nothing_is_allocated()
    {
        using var telemetry = new InferenceTelemetry();
        var spans = new ProcessSpans(telemetry, "transactions", TimeProvider.System);
        var batch = new RecordBatch(BrittleModel.Shared.Encoder, 256, 1_024);
        var parent = Encoding.ASCII.GetBytes("00-33333333333333333333333333333333-00000000000000c1-01");
        for (var i = 0; i < 256; i++)
        {
            batch.Add(i, 0, [], [], isNull: false, parent);
        }

        Through();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Through();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Through()
        {
            spans.Receive(batch);
            spans.Begin(batch, silentUntil: 0);
            spans.End(batch, failure: null);
            ProcessSpans.Leave(batch);
        }
    }
}
