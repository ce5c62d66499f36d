using System.Text;
using Streaming.Model.Artifact;
using Streaming.Model.Encoding;
using Streaming.Model.State;

namespace Streaming.Inference.Tests.Support;

/// <summary>The reference: every key alone, one event after the other, in the plainest code.</summary>
internal static class OneKeyAtATime
{
    /// <summary>Scores of one partition's events by offset; an offset without a score is a dead letter.</summary>
    public static Dictionary<long, (float Score, long Count)> Score(StepModel model, IReadOnlyList<InputRecord> partition, TimeSpan? ttl = null) =>
        Run(model, partition, ttl).Scores;

    /// <summary>The same with the stream time and the states at the end, those expired included.</summary>
    public static (Dictionary<long, (float Score, long Count)> Scores, long StreamTime, Dictionary<string, (KeyStateHeader Header, float[] State)> States) Run(
        StepModel model, IReadOnlyList<InputRecord> partition, TimeSpan? ttl)
    {
        using var runner = model.CreateRunner(1);
        var rows = new EventRows(model.Encoder, 1);
        var states = new Dictionary<string, (KeyStateHeader Header, float[] State, float[] Statistics)>();
        var scores = new Dictionary<long, (float, long)>();
        var streamTime = long.MinValue;
        for (var offset = 0; offset < partition.Count; offset++)
        {
            rows.Clear();
            if (partition[offset].Value is not { } value || model.Encoder.Decode(value, rows, 0).IsFault || IsAhead(rows, partition[offset]))
            {
                continue;
            }

            streamTime = Math.Max(streamTime, rows.EventTimes[0]);
            var key = Encoding.UTF8.GetString(rows.KeyOf(0));
            if (!states.TryGetValue(key, out var state) || (ttl is { } limit && streamTime - state.Header.LastEventTime > limit.TotalMicroseconds))
            {
                state = (KeyStateHeader.New, new float[model.StateLength], new float[model.Encoder.StatisticsLength]);
            }

            model.Encoder.FillFromState(rows, 0, state.Header, state.Statistics);
            rows.FeaturesOf(0).CopyTo(runner.Features(0));
            rows.CategoriesOf(0).CopyTo(runner.Categories(0));
            state.State.CopyTo(runner.State(0));
            try
            {
                runner.Step(1);
            }
            catch (Exception)
            {
                continue;
            }

            if (runner.IsFinite(0))
            {
                var header = model.Encoder.Advance(rows, 0, state.Header, state.Statistics);
                states[key] = (header, runner.NextState(0).ToArray(), state.Statistics);
                scores[offset] = (runner.Score(0), header.Count);
            }
        }

        return (scores, streamTime, states.ToDictionary(pair => pair.Key, pair => (pair.Value.Header, pair.Value.State)));
    }

    private static bool IsAhead(EventRows rows, InputRecord record) =>
        record.RecordTime >= 0 && rows.EventTimes[0] - (record.RecordTime * 1_000) > TimeSpan.FromHours(1).TotalMicroseconds;
}
