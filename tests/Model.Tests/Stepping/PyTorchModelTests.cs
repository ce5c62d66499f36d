using Utf8 = System.Text.Encoding;
using Streaming.Model.Encoding;
using Streaming.Model.State;
using Streaming.Model.Tests.Support;

namespace Streaming.Model.Tests.Stepping;

/// <summary>A model of somebody else runs as its authors meant.</summary>
public sealed class PyTorchModelTests
{
    public static TheoryData<string> Names => [.. PyTorchModel.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_event_scores_and_every_card_ends_as_in_PyTorch(string name)
    {
        using var model = PyTorchModel.Load(name);
        using var runner = model.CreateRunner(1);
        var rows = new EventRows(model.Encoder, 1);
        var scores = PyTorchModel.ExpectedScores(name);
        var states = new Dictionary<string, (KeyStateHeader Header, float[] Vector)>();
        var statistics = new float[model.Encoder.StatisticsLength];
        foreach (var line in File.ReadLines(PyTorchModel.File(name, "events.jsonl")))
        {
            rows.Clear();
            Assert.False(model.Encoder.Decode(Utf8.UTF8.GetBytes(line), rows, 0).IsFault);
            var card = Utf8.UTF8.GetString(rows.KeyOf(0));
            var (header, vector) = states.GetValueOrDefault(card, (KeyStateHeader.New, new float[model.StateLength]));
            model.Encoder.FillFromState(rows, 0, header, statistics);
            rows.FeaturesOf(0).CopyTo(runner.Features(0));
            rows.CategoriesOf(0).CopyTo(runner.Categories(0));
            vector.CopyTo(runner.State(0));
            runner.Step(1);

            Assert.True(runner.IsFinite(0));
            Assert.Equal(scores[Utf8.UTF8.GetString(rows.IdOf(0))], runner.Score(0), 1e-5f);
            states[card] = (model.Encoder.Advance(rows, 0, header, statistics), runner.NextState(0).ToArray());
        }

        var expected = PyTorchModel.ExpectedStates(name);
        Assert.Equal(expected.Keys.Order(), states.Keys.Order());
        Assert.All(expected, card => Assert.All(card.Value.Zip(states[card.Key].Vector), pair => Assert.Equal(pair.First, pair.Second, 1e-4f)));
    }
}
