using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Streaming.Training.Commands;

/// <summary>Makes options whose values are checked where they are typed, so that a mistake is told before data are read.</summary>
internal static class TypedOption
{
    public static Option<int> Whole(string name, string help, int preset, int least, int most)
    {
        var option = new Option<int>(name)
        {
            HelpName = "N",
            Description = string.Create(CultureInfo.InvariantCulture, $"{help}; {least:N0} to {most:N0}."),
            DefaultValueFactory = _ => preset,
        };
        option.Validators.Add(result => Check(result, result.GetValue(option) is var value && value >= least && value <= most, $"{least} to {most}"));
        return option;
    }

    /// <summary>A whole number that is found from the data where nobody sets it.</summary>
    public static Option<int?> WholeOrNone(string name, string help, int least, int most) => new(name)
    {
        HelpName = "N",
        Description = string.Create(CultureInfo.InvariantCulture, $"{help}; {least:N0} to {most:N0}."),
        CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most
                ? value
                : Refuse<int?>(result, $"{least} to {most}"),
    };

    public static Option<double?> Number(string name, string help, double least, double most)
    {
        var option = new Option<double?>(name)
        {
            HelpName = "X",
            Description = help,
            CustomParser = result => double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most
                    ? value
                    : Refuse<double?>(result, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}")),
        };
        return option;
    }

    public static Option<DateTimeOffset?> Time(string name, string help) => new(name)
    {
        HelpName = "TIME",
        Description = help,
        CustomParser = result => TypedValues.Time(result.Tokens[0].Value) ?? Refuse<DateTimeOffset?>(result, "a time as in 2018-04-01 or 2018-04-01T12:30:00Z"),
    };

    public static Option<TimeSpan> Duration(string name, string help) => new(name)
    {
        HelpName = "DURATION",
        Description = help,
        CustomParser = result => TypedValues.Duration(result.Tokens[0].Value) ?? Refuse<TimeSpan>(result, "a number and a unit, as in 500ms, 30s or 7d"),
    };

    /// <summary>A word of an enumeration, in lower case.</summary>
    public static Option<T> Word<T>(string name, string help, T preset)
        where T : struct, Enum
    {
        var words = string.Join(", ", Enum.GetNames<T>().Select(word => word.ToLowerInvariant()));
        return new Option<T>(name)
        {
            HelpName = "WORD",
            Description = $"{help}: {words}.",
            DefaultValueFactory = _ => preset,
            CustomParser = result =>
                Enum.TryParse<T>(result.Tokens[0].Value, ignoreCase: true, out var found) && Enum.IsDefined(found)
                    ? found
                    : Refuse<T>(result, $"one of {words}"),
        };
    }

    private static void Check(OptionResult result, bool isGood, string expected)
    {
        if (!isGood)
        {
            result.AddError($"{result.Option.Name}: expected {expected}, found '{string.Join(' ', result.Tokens)}'");
        }
    }

    private static T? Refuse<T>(ArgumentResult result, string expected)
    {
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name}: expected {expected}, found '{result.Tokens[0].Value}'");
        return default;
    }
}
