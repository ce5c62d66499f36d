namespace Streaming.Host.Monitoring;

/// <summary>What an orchestrator asks: whether to wait longer, whether to send work, whether to kill.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes, MonitoredRun run)
    {
        // Alive also while it restores: killing it would only begin that anew.
        routes.MapGet("/health/live", (HttpContext context) => context.Response.WriteAsync("live\n"));
        routes.MapGet("/health/startup", (HttpContext context) => AnswerAsync(context, run.Health.HasStarted ? null : "starting", "started"));
        routes.MapGet("/health/ready", (HttpContext context) => AnswerAsync(context, run.UnreadyBecause, "ready"));
    }

    private static Task AnswerAsync(HttpContext context, string? reason, string good)
    {
        context.Response.StatusCode = reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync($"{reason ?? good}\n");
    }
}
