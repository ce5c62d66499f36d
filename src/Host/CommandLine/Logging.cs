namespace Streaming.Host.CommandLine;

/// <summary>
/// Logs go to standard error. Levels and format (<c>Logging:Console:FormatterName</c> <c>simple</c> or <c>json</c>) come from configuration;
/// as JSON a line carries the trace and the span it was written in.
/// </summary>
internal static class Logging
{
    private const string Formatter = "Logging:Console:FormatterName";
    private const string Scopes = "Logging:Console:FormatterOptions:IncludeScopes";

    public static ILoggerFactory Create(IConfiguration configuration, bool quiet)
    {
        var effective = new ConfigurationBuilder().AddConfiguration(configuration);
        if (quiet)
        {
            effective.AddInMemoryCollection([new("Logging:LogLevel:Default", nameof(LogLevel.Warning))]);
        }

        // Trace and span come as a scope.
        if (string.Equals(configuration[Formatter], "json", StringComparison.OrdinalIgnoreCase) && configuration[Scopes] is null)
        {
            effective.AddInMemoryCollection([new(Scopes, "true")]);
        }

        return LoggerFactory.Create(logging => logging
            .AddConfiguration(effective.Build().GetSection("Logging"))
            .Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
    }
}
