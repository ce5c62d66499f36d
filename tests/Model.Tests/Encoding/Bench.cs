using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Model.State;
using Utf8 = System.Text.Encoding;

namespace Streaming.Model.Tests.Encoding;

/// <summary>An encoder of a few features at work on single events, with key states as live scoring keeps them.</summary>
internal sealed class Bench
{
    private readonly Dictionary<string, (KeyStateHeader Header, float[] Statistics)> _states = [];

    public Bench(FeatureSchema schema)
    {
        Encoder = new EventEncoder(schema);
        Rows = new EventRows(Encoder, 4);
    }

    public EventEncoder Encoder { get; }

    public EventRows Rows { get; }

    /// <summary>Roles id, card and ISO time, and these features.</summary>
    public static Bench Of(string features, string time = """{ "field": "time", "format": "iso-8601" }""", string extra = "") =>
        new(SchemaOf(features, time, extra));

    public static FeatureSchema SchemaOf(
        string features, string time = """{ "field": "time", "format": "iso-8601" }""", string extra = "") =>
        FeatureSchema.Parse($$"""
            { "version": 1, "id": { "field": "id" }, "key": { "field": "card" }, "time": {{time}}, {{extra}} "features": [ {{features}} ] }
            """);

    /// <summary>An event of card c with these further members.</summary>
    public static string Event(string members, string time = "\"2020-01-01T00:00:00Z\"") =>
        $$"""{ "id": 1, "card": "c", "time": {{time}}{{(members.Length > 0 ? "," + members : "")}} }""";

    public RecordFault Decode(string json) => Decode(Utf8.UTF8.GetBytes(json));

    public RecordFault Decode(byte[] value) => Encoder.Decode(value, Rows, 0);

    /// <summary>Decodes a good event, fills it from its key's state and advances that.</summary>
    public float[] Pass(string json) => Pass(Utf8.UTF8.GetBytes(json));

    public float[] Pass(byte[] value)
    {
        Rows.Clear();
        var fault = Decode(value);
        Assert.False(fault.IsFault, $"{fault.Reason}: {fault.Detail}");
        var key = Utf8.UTF8.GetString(Rows.KeyOf(0));
        if (!_states.TryGetValue(key, out var state))
        {
            state = (KeyStateHeader.New, new float[Encoder.StatisticsLength]);
        }

        Encoder.FillFromState(Rows, 0, state.Header, state.Statistics);
        var features = Rows.FeaturesOf(0).ToArray();
        _states[key] = (Encoder.Advance(Rows, 0, state.Header, state.Statistics), state.Statistics);
        return features;
    }
}
