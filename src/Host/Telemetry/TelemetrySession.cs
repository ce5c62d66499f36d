using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Streaming.Host.CommandLine;

namespace Streaming.Host.Telemetry;

/// <summary>
/// Metrics and traces of one run. Nothing listens, and so nothing is paid, unless there is a scrape endpoint or
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other <c>OTEL_*</c> variables (sampler, headers, service name) are the SDK's own. Where no
/// sampler is named, one trace in a hundred of our own is kept, and every one that a producer has sampled.
/// </summary>
internal sealed class TelemetrySession : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Exporter = "OTEL_TRACES_EXPORTER";
    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private const double Share = 0.01;

    private readonly TracerProvider? _traces;

    private TelemetrySession(MeterProvider? metrics, TracerProvider? traces)
    {
        Metrics = metrics;
        _traces = traces;
    }

    /// <summary>What a scrape endpoint reads; null if nothing listens to metrics.</summary>
    public MeterProvider? Metrics { get; }

    /// <summary>Whether spans are recorded: only then is it worth reading where records came from.</summary>
    public bool IsTracing => _traces is not null;

    /// <summary>Starts listening to what somebody wants to have.</summary>
    /// <param name="instance">This process among those of its app.</param>
    /// <param name="scraped">Whether there will be a scrape endpoint.</param>
    public static TelemetrySession Start(string instance, bool scraped)
    {
        var exported = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint));
        return new TelemetrySession(
            scraped || exported ? ListenToMetrics(instance, scraped, exported) : null,
            exported && !IsOff(Exporter, "none") && !IsOff(Sampler, "always_off") ? ListenToTraces(instance) : null);
    }

    /// <summary>Sends what has been collected and stops listening.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        Metrics?.Dispose();
    }

    private static bool IsOff(string variable, string word) =>
        string.Equals(Environment.GetEnvironmentVariable(variable)?.Trim(), word, StringComparison.OrdinalIgnoreCase);

    private static TracerProvider ListenToTraces(string instance)
    {
        var traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => Describe(resource, instance))
            .AddSource("Streaming.*")
            .AddOtlpExporter();
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Sampler)))
        {
            traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(Share)));
        }

        return traces.Build();
    }

    private static MeterProvider ListenToMetrics(string instance, bool scraped, bool exported)
    {
        var metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => Describe(resource, instance))
            .AddMeter("Streaming.*")
            .AddRuntimeInstrumentation()
            .SetExemplarFilter(ExemplarFilterType.TraceBased);
        if (scraped)
        {
            metrics.AddPrometheusExporter();
        }

        if (exported)
        {
            metrics.AddOtlpExporter();
        }

        return metrics.Build();
    }

    // The environment last: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES are an operator's word.
    private static void Describe(ResourceBuilder resource, string instance) => resource
        .AddService("streaming", serviceVersion: ProgramVersion.Text, serviceInstanceId: instance)
        .AddEnvironmentVariableDetector();
}
