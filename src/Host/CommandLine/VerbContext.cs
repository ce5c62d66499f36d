namespace Streaming.Host.CommandLine;

/// <summary>What a verb works with.</summary>
/// <param name="Settings">Its options.</param>
/// <param name="Terminal">Where results and everything else go.</param>
/// <param name="Loggers">Logs, to standard error.</param>
/// <param name="Clock">Processing time.</param>
internal sealed record VerbContext(Settings Settings, Terminal Terminal, ILoggerFactory Loggers, TimeProvider Clock)
{
    /// <summary>Whether the last line of standard output is to be one JSON object.</summary>
    public bool Json => Settings.Get(CommonSettings.Json);

    /// <summary>Whether nothing but results and reasons is wanted.</summary>
    public bool Quiet => Settings.Get(CommonSettings.Quiet);

    /// <summary>Whether lines may be drawn again: a person watches and wants to.</summary>
    public bool ShowsProgress => Terminal.IsInteractive && !Quiet;
}
