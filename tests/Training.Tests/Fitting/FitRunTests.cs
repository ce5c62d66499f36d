using System.Text.Json;
using Streaming.Assessment.Metrics;
using Streaming.Model.Artifact;
using Streaming.Training.Cells;
using Streaming.Training.Fitting;
using Streaming.Training.Inputs;
using Streaming.Training.Loop;

namespace Streaming.Training.Tests.Fitting;

public sealed class FitRunTests : IDisposable
{
    private readonly TemporaryFile _history = GeneratedHistory.Write();
    private readonly TemporaryFile _first = new(".onnx");
    private readonly TemporaryFile _second = new(".onnx");

    public void Dispose()
    {
        _history.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Theory]
    [InlineData(nameof(CellKind.Gru), nameof(ObjectiveKind.Fraud))]
    [InlineData(nameof(CellKind.Lstm), nameof(ObjectiveKind.Fraud))]
    [InlineData(nameof(CellKind.Rnn), nameof(ObjectiveKind.Fraud))]
    [InlineData(nameof(CellKind.None), nameof(ObjectiveKind.Fraud))]
    [InlineData(nameof(CellKind.Gru), nameof(ObjectiveKind.Surprise))]
    public void The_same_seed_writes_the_same_bytes_and_another_seed_others(string cell, string objective)
    {
        TorchFact.Require();
        var options = Options(_first.Path) with { Cell = Enum.Parse<CellKind>(cell), Objective = Enum.Parse<ObjectiveKind>(objective) };
        Fit(options);
        Fit(options with { Out = _second.Path });
        Assert.Equal(File.ReadAllBytes(_first.Path).Length, File.ReadAllBytes(_second.Path).Length);
        Assert.Equal(NameFree(_first.Path), NameFree(_second.Path));

        Fit(options with { Out = _second.Path, Loop = options.Loop with { Seed = 2 } });
        Assert.NotEqual(NameFree(_first.Path), NameFree(_second.Path));
    }

    [Fact]
    public void The_artifact_says_what_it_was_trained_on()
    {
        TorchFact.Require();
        var summary = Fit(Options(_first.Path) with { Threshold = new ThresholdRule(ThresholdKind.AlertsPerDay, 5) });
        using var model = StepModel.Load(_first.Path);
        Assert.Equal(summary.ModelId, model.ModelId);
        Assert.Equal(summary.Threshold, model.Threshold);
        Assert.Equal("gru", model.Metadata.Cell);

        using var training = JsonDocument.Parse(model.Metadata.Training!);
        var facts = training.RootElement;
        Assert.Equal("5 alerts per day", facts.GetProperty("thresholdRule").GetString());
        Assert.Equal(summary.Events, facts.GetProperty("data").GetProperty("events").GetInt32());
        Assert.Equal(1, facts.GetProperty("loop").GetProperty("seed").GetInt32());
        var columns = model.Schema.FeatureNames.Concat(model.Schema.Categories.Select(category => category.Name)).ToArray();
        Assert.Equal(columns, facts.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("name").GetString()));
        Assert.All(facts.GetProperty("features").EnumerateArray().Append(facts.GetProperty("score")), distribution =>
        {
            Assert.Equal(9, distribution.GetProperty("edges").GetArrayLength());
            Assert.Equal(1, distribution.GetProperty("shares").EnumerateArray().Sum(share => share.GetDouble()), 1e-5);
        });
    }

    [Fact]
    public void The_report_is_one_page_and_its_figures() 
    {
        TorchFact.Require();
        var folder = Directory.CreateTempSubdirectory("streaming-report").FullName;
        try
        {
            Fit(Options(_first.Path) with { Report = folder });
            var page = File.ReadAllText(Path.Combine(folder, "report.html"));
            Assert.True(page.Split("<svg").Length > 8);
            Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
            using var figures = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "report.json")));
            Assert.Equal(65, figures.RootElement.GetProperty("lagGradients")[0].GetProperty("norms").GetArrayLength());
            Assert.Equal(15, figures.RootElement.GetProperty("importance").GetArrayLength());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Interrupted_it_keeps_what_it_has_learnt()
    {
        TorchFact.Require();
        using var enough = new CancellationTokenSource();
        enough.Cancel();
        var summary = FitUntil(Options(_first.Path), enough.Token);
        Assert.Equal(1, summary.BestEpoch);
        using var model = StepModel.Load(_first.Path);
        Assert.Equal(summary.ModelId, model.ModelId);
    }

    [Fact]
    public void Periods_without_a_length_are_refused_with_the_span_of_the_data()
    {
        TorchFact.Require();
        var refusal = Assert.Throws<TrainingException>(() => Fit(Options(_first.Path) with { ValidateFrom = 0 }));
        Assert.Contains("2026-01-01", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_to_learn_is_said_with_what_was_found()
    {
        TorchFact.Require();
        var day = Times.Microseconds(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        const long Day = 86_400_000_000;
        var options = Options(_first.Path) with { From = day, ValidateFrom = day + (20 * Day), ValidateTo = day + (25 * Day) };
        Refused(options with { LabelDelay = TimeSpan.FromDays(30) }, "labels of the training period", "--label-delay");
        Refused(options with { From = day - (9 * Day), ValidateFrom = day }, "no event lies in the training period", "2026-01-01");
        Refused(options with { ValidateFrom = day + (90 * Day), ValidateTo = day + (99 * Day) }, "no event lies in the validation period", "2026-01");

        using var unlabelled = new TemporaryFile(".json");
        File.WriteAllText(unlabelled.Path, File.ReadAllText(options.Schema).Replace("\"fraud\"", "\"is_fraud\"", StringComparison.Ordinal));
        Refused(options with { Schema = unlabelled.Path }, "has a label", "'is_fraud'");
        File.WriteAllText(unlabelled.Path, File.ReadAllText(options.Schema).Replace("[1]", "[\"yes\"]", StringComparison.Ordinal));
        Refused(options with { Schema = unlabelled.Path }, "are genuine", "'fraud'");

        void Refused(FitOptions refused, params string[] words)
        {
            var refusal = Assert.Throws<TrainingException>(() => Fit(refused));
            Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_topic_teaches_what_its_file_teaches()
    {
        TorchFact.Require();
        using var topic = new MockTopic();
        topic.Produce(_history.Path);
        var options = Options(_first.Path) with { Epochs = 1 };
        var ofFile = Fit(options);
        var first = FitTopic(options, topic);
        var second = FitTopic(options with { Out = _second.Path }, topic);
        Assert.Equal(ofFile.Events, first.Events);
        Assert.Equal(ofFile.Validation.Frauds, first.Validation.Frauds);
        Assert.Equal(NameFree(_first.Path), NameFree(_second.Path));
        Assert.Equal(first.Validation, second.Validation);
    }

    private static FitSummary FitTopic(FitOptions options, MockTopic topic)
    {
        using var input = HistoryInput.OfTopic(MockTopic.Name, topic.Settings, TimeProvider.System);
        return new FitRun(options, input, Quiet.Display(), TimeProvider.System).Run(CancellationToken.None);
    }

    private FitSummary Fit(FitOptions options) => FitUntil(options, CancellationToken.None);

    private FitSummary FitUntil(FitOptions options, CancellationToken enough)
    {
        using var input = HistoryInput.OfFiles([_history.Path]);
        return new FitRun(options, input, Quiet.Display(), TimeProvider.System).Run(enough);
    }

    // The two files have two names.
    private static string NameFree(string path)
    {
        using var model = StepModel.Load(path);
        return model.StateId + model.Metadata.Training + model.Threshold;
    }

    private static FitOptions Options(string path) => new()
    {
        Schema = RepositoryFiles.Of("schemas", "transactions.json"),
        Out = path,
        Hidden = 8,
        Threads = 1,
        Epochs = 2,
        Batch = 16,
        Loop = new LoopOptions { Chunk = 32 },
    };
}
