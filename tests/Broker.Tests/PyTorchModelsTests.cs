using System.Globalization;
using System.Text.Json;
using Streaming.Broker.Tests.Support;

namespace Streaming.Broker.Tests;

/// <summary>Step models that somebody exported from PyTorch run as their authors meant, through the broker.</summary>
public sealed class PyTorchModelsTests(BrokerFixture broker)
{
    [Theory]
    [InlineData("pytorch_gru")]
    [InlineData("pytorch_lstm_2_layers")]
    [InlineData("pytorch_rnn_tanh")]
    [InlineData("pytorch_gru_categories")]
    public async Task Every_score_is_the_one_that_PyTorch_computed(string name)
    {
        var app = $"{name}-{Guid.NewGuid():N}"[..32];
        var events = Repository.SharedFile("data", "models", "pytorch", name + ".events.jsonl");
        using var folder = new TemporaryFolder();
        var schema = folder.Write("schema.json", PyTorchSchema.For(events));
        var model = folder.PathOf("model.onnx");

        await StreamingProgram.RunAsync(0, "pack", Repository.SharedFile("data", "models", "pytorch", name + ".onnx"), "--schema", schema, "--out", model);
        await StreamingProgram.RunAsync(0, "topics", "--bootstrap", broker.Bootstrap, "--app", app, "--topic", app + ".in", "--partitions", "3");
        await StreamingProgram.RunAsync(0, "load", "--bootstrap", broker.Bootstrap, "--file", events, "--schema", schema, "--to-topic", app + ".in");
        var report = await StreamingProgram.RunAsync(
            0, "run", "--bootstrap", broker.Bootstrap, "--app", app, "--topic", app + ".in", "--model", model, "--until-end", "--json");

        var expected = File.ReadLines(Repository.SharedFile("data", "models", "pytorch", name + ".expected.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => float.Parse(cells[2], CultureInfo.InvariantCulture));
        var scores = TopicReader.ReadAll(broker.Bootstrap, app + ".scores")
            .Select(record => JsonDocument.Parse(record.Message.Value).RootElement)
            .ToDictionary(score => score.GetProperty("id").GetString()!, score => score.GetProperty("score").GetSingle());

        Assert.Equal(expected.Count, scores.Count);
        Assert.All(expected, pair => Assert.Equal(pair.Value, scores[pair.Key], 1e-5f));
        Assert.Equal(expected.Count, report.GetProperty("scored").GetInt64());
        Assert.Empty(TopicReader.ReadAll(broker.Bootstrap, app + ".dead-letter"));
    }
}
