using Streaming.Model.Artifact;
using Streaming.Model.Encoding;
using Streaming.Model.State;

namespace Streaming.Broker.Tests.Oracle;

/// <summary>
/// The sequential reference: every partition's records one after another, one event a step, no waves, no graph. What the product must
/// have computed, whatever died meanwhile.
/// </summary>
internal sealed class Reference
{
    private readonly Dictionary<(int Partition, long Offset), (float Score, long Count)> _scores = [];
    private readonly List<(int Partition, long Offset, string Key, StateRecord State)> _steps = [];

    /// <summary>Steps through the input. Records that do not decode have no score.</summary>
    public Reference(StepModel model, IEnumerable<InputRecord> input)
    {
        var encoder = model.Encoder;
        var rows = new EventRows(encoder, 1);
        using var runner = model.CreateRunner(1);
        var states = new Dictionary<(int, string), (KeyStateHeader Header, float[] Vector)>();
        foreach (var record in input)
        {
            rows.Clear();
            if (record.Value is null || encoder.Decode(record.Value, rows, 0).IsFault)
            {
                continue;
            }

            var key = Convert.ToHexString(rows.KeyOf(0));
            if (!states.TryGetValue((record.Partition, key), out var state))
            {
                state = (KeyStateHeader.New, new float[model.StateLength + encoder.StatisticsLength]);
            }

            var vector = (float[])state.Vector.Clone();
            var statistics = vector.AsSpan(model.StateLength);
            encoder.FillFromState(rows, 0, state.Header, statistics);
            rows.FeaturesOf(0).CopyTo(runner.Features(0));
            rows.CategoriesOf(0).CopyTo(runner.Categories(0));
            vector.AsSpan(0, model.StateLength).CopyTo(runner.State(0));
            runner.Step(1);
            if (!runner.IsFinite(0))
            {
                continue;
            }

            runner.NextState(0).CopyTo(vector);
            var header = encoder.Advance(rows, 0, state.Header, statistics);
            states[(record.Partition, key)] = (header, vector);
            _scores[(record.Partition, record.Offset)] = (runner.Score(0), header.Count);
            _steps.Add((record.Partition, record.Offset, key, new StateRecord(header.LastEventTime, header.Count, vector)));
        }
    }

    /// <summary>The score of an input record and its key's events so far, or null for a dead letter.</summary>
    public (float Score, long Count)? ScoreOf((int Partition, long Offset) position) =>
        _scores.TryGetValue(position, out var score) ? score : null;

    /// <summary>The states after all records below the given offsets.</summary>
    public Dictionary<(int Partition, string Key), StateRecord> StatesAt(IReadOnlyDictionary<int, long> offsets)
    {
        var states = new Dictionary<(int, string), StateRecord>();
        foreach (var (partition, offset, key, state) in _steps)
        {
            if (offset < offsets.GetValueOrDefault(partition, 0))
            {
                states[(partition, key)] = state;
            }
        }

        return states;
    }
}
