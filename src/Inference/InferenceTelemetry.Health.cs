using System.Diagnostics.Metrics;
using Streaming.Inference.Health;
using Streaming.Model.Artifact;

namespace Streaming.Inference;

/// <summary>The model: what it is, and how it behaves in the window of model health.</summary>
public sealed partial class InferenceTelemetry
{
    internal void ObserveModel(StepModel model, ModelHealth health)
    {
        _meter.CreateObservableGauge(
            "streaming.model.info",
            () => new Measurement<long>(1, new("name", model.Name), new("model_id", model.ModelId), new("state_id", model.StateId)),
            "1",
            "1 for the model in use");
        Gauge("streaming.alert.share", "Share of alerts among scored events", report => report.AlertShare);
        Gauge("streaming.cold_start.share", "Share of scored events that were their key's first", report => report.ColdStartShare);
        Gauge("streaming.hidden_state.norm", "Mean Euclidean norm of the hidden state after an event", report => report.StateNorm);
        Gauge("streaming.hidden_state.saturation", "Share of the hidden state's elements beyond 0.95 either way", report => report.StateSaturation);
        Gauges("streaming.categories.unknown", "Share of events whose category is unknown or missing", "category", report => report.UnknownCategories);
        Gauges("streaming.fields.missing", "Share of events that miss a field that features are made of", "field", report => report.MissingFields);
        Gauges("streaming.drift", "Population stability index against the training of the model", "feature", report => report.Drift);

        void Gauge(string name, string description, Func<ModelHealthReport, double?> figure) => _meter.CreateObservableGauge(
            name,
            () => figure(health.Report()) is { } value ? [new Measurement<double>(value)] : Array.Empty<Measurement<double>>(),
            "1",
            description);

        void Gauges(string name, string description, string tag, Func<ModelHealthReport, IReadOnlyDictionary<string, double>> figures) =>
            _meter.CreateObservableGauge(
                name,
                () => figures(health.Report()).Select(figure => new Measurement<double>(figure.Value, new KeyValuePair<string, object?>(tag, figure.Key))),
                "1",
                description);
    }
}
