namespace Streaming.Host.CommandLine;

/// <summary>Logs go to standard error. Levels and format (<c>Logging:Console:FormatterName</c> <c>simple</c> or <c>json</c>) come from configuration.</summary>
internal static class Logging
{
    public static ILoggerFactory Create(IConfiguration configuration, bool quiet)
    {
        var effective = new ConfigurationBuilder().AddConfiguration(configuration);
        if (quiet)
        {
            effective.AddInMemoryCollection([new("Logging:LogLevel:Default", nameof(LogLevel.Warning))]);
        }

        return LoggerFactory.Create(logging => logging
            .AddConfiguration(effective.Build().GetSection("Logging"))
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
    }
}
