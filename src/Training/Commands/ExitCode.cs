namespace Streaming.Training.Commands;

/// <summary>How the program ends; the numbers are those of <c>streaming</c>.</summary>
internal enum ExitCode
{
    /// <summary>Done, also after Ctrl-C with something learnt.</summary>
    Done = 0,

    /// <summary>A fault: training diverged, data damaged, no native library.</summary>
    Fault = 1,

    /// <summary>Usage or configuration.</summary>
    Usage = 2,

    /// <summary>A schema that cannot be used.</summary>
    BadModel = 3,

    /// <summary>A second Ctrl-C, or one before anything was learnt.</summary>
    Interrupted = 130,
}
