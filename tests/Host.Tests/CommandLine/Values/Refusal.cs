namespace Streaming.Host.Tests.CommandLine.Values;

/// <summary>The exception that a call ends with, or null.</summary>
internal static class Refusal
{
    public static Exception? Of(Func<object> call) => Record.Exception(() => call());
}
