namespace Streaming.Host.CommandLine;

/// <summary>What the program answers to the shell.</summary>
internal enum ExitCode
{
    /// <summary>Done, also after a drained SIGTERM or Ctrl-C.</summary>
    Done = 0,

    /// <summary>A fault: restart and restore do the rest.</summary>
    Fault = 1,

    /// <summary>The command line or the configuration cannot be used.</summary>
    Usage = 2,

    /// <summary>The model or a schema cannot be used.</summary>
    BadModel = 3,

    /// <summary>Another instance works under the same name.</summary>
    Fenced = 4,

    /// <summary>State or offsets are refused.</summary>
    Refused = 5,

    /// <summary>A second Ctrl-C, or the first where nothing needs to be drained.</summary>
    Interrupted = 130,
}
