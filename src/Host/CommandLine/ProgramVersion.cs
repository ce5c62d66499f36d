namespace Streaming.Host.CommandLine;

/// <summary>This program's version, as in reports.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
