namespace Streaming.Model.Encoding.Times;

/// <summary>What is wrong with a written time.</summary>
internal enum TimeProblem
{
    None,

    /// <summary>Not written as the schema says.</summary>
    Unreadable,

    /// <summary>A day, an hour or an offset that does not exist.</summary>
    OffCalendar,

    /// <summary>A year that no card transaction has: most likely the wrong unit.</summary>
    Implausible,
}
