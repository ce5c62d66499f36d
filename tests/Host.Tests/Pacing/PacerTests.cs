using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Streaming.Host.CommandLine.Values;
using Streaming.Host.Pacing;

namespace Streaming.Host.Tests.Pacing;

public sealed class PacerTests
{
    [Fact]
    public void At_a_rate_no_event_comes_a_millisecond_early_and_none_is_late() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Int[2, 300]).Sample((rate, events) =>
        {
            var due = TimesOf(Pace.Rate(rate), Enumerable.Repeat(0L, events));
            return due.Index().All(item => IsAbout(item.Item, (double)item.Index / rate));
        });

    [Fact]
    public void At_a_multiple_of_event_time_gaps_shrink_by_that_factor() =>
        Gen.Select(Gen.Int[1, 1_000], Gen.Int[0, 60_000_000].Array[1, 50]).Sample((speedUp, gaps) =>
        {
            List<long> eventTimes = [1_700_000_000_000_000];
            eventTimes.AddRange(gaps.Select(gap => (long)gap).Aggregate(new List<long>(), (times, gap) => [.. times, (times.Count > 0 ? times[^1] : eventTimes[0]) + gap]));
            var due = TimesOf(Pace.Times(speedUp), eventTimes);
            return due.Zip(eventTimes).All(pair => IsAbout(pair.First, (pair.Second - eventTimes[0]) / 1e6 / speedUp));
        });

    [Fact]
    public void Without_a_pace_nothing_waits()
    {
        var clock = new FakeTimeProvider();
        Assert.True(new Pacer(Pace.Max, clock).WaitAsync(0, CancellationToken.None).AsTask().IsCompletedSuccessfully);
    }

    private static bool IsAbout(TimeSpan actual, double seconds) => Math.Abs(actual.TotalSeconds - seconds) <= 0.0021;

    // The clock moves only while the pacer waits, in steps of a millisecond.
    private static List<TimeSpan> TimesOf(Pace pace, IEnumerable<long> eventTimes)
    {
        var clock = new FakeTimeProvider();
        var started = clock.GetTimestamp();
        var pacer = new Pacer(pace, clock);
        var due = new List<TimeSpan>();
        foreach (var eventTime in eventTimes)
        {
            var wait = pacer.WaitAsync(eventTime, CancellationToken.None).AsTask();
            while (!wait.IsCompleted)
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
            }

            due.Add(clock.GetElapsedTime(started));
        }

        return due;
    }
}
