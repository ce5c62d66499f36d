using Streaming.Assessment.Metrics;
using Streaming.Training.Loop;

namespace Streaming.Training.Facts;

/// <summary>What an artifact says of its training (<c>streaming.training</c>). Depends on data, options and machine alone, never on the clock.</summary>
internal sealed record TrainingFacts(
    string Objective,
    string Cell,
    int Hidden,
    int Layers,
    long Parameters,
    long FlopsPerStep,
    DataFacts Data,
    LoopOptions Loop,
    int Epochs,
    int BestEpoch,
    ScoreFigures Validation,
    string ThresholdRule,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyList<Distribution> Features,
    Distribution Score);
