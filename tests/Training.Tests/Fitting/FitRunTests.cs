using System.Text.Json;
using Streaming.Model.Artifact;
using Streaming.Training.Cells;
using Streaming.Training.Fitting;
using Streaming.Training.Loop;
using Streaming.Training.Metrics;

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
        var summary = new FitRun(Options(_first.Path), Quiet.Display(), TimeProvider.System).Run(enough.Token);
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

    private static FitSummary Fit(FitOptions options) => new FitRun(options, Quiet.Display(), TimeProvider.System).Run(CancellationToken.None);

    // The two files have two names.
    private static string NameFree(string path)
    {
        using var model = StepModel.Load(path);
        return model.StateId + model.Metadata.Training + model.Threshold;
    }

    private FitOptions Options(string path) => new()
    {
        Data = [_history.Path],
        Schema = RepositoryFiles.Of("schemas", "transactions.json"),
        Out = path,
        Hidden = 8,
        Threads = 1,
        Loop = new LoopOptions { Epochs = 2, Batch = 16, Chunk = 32 },
    };
}
