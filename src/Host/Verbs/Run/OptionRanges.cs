using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Streaming.Host.CommandLine;
using Streaming.Inference;
using Streaming.Ingest;
using Streaming.Sink;

namespace Streaming.Host.Verbs.Run;

/// <summary>Checks options against the ranges in their attributes.</summary>
internal static partial class OptionRanges
{
    /// <exception cref="ConfigurationException">An option is out of its range; the message names it as the user does.</exception>
    public static void Check<T>(IValidateOptions<T> ranges, T options, string section)
        where T : class
    {
        var result = ranges.Validate(name: null, options);
        if (result.Failed)
        {
            throw new ConfigurationException(string.Join("; ", result.Failures.Select(failure => Named(failure, section))));
        }
    }

    // The validator says "MaxAhead: The field InferenceOptions.MaxAhead must be …"; the user typed --max-ahead.
    private static string Named(string failure, string section)
    {
        var match = Failure().Match(failure);
        if (!match.Success)
        {
            return failure;
        }

        var property = match.Groups["property"].Value;
        var option = RunSettings.All.FirstOrDefault(setting => setting.Key == property)?.Option.Name;
        return $"{option ?? $"Streaming:{section}:{property}"}: {match.Groups["rest"].Value.TrimEnd('.')}";
    }

    [GeneratedRegex(@"^(?<property>\w+): The field [\w.]+ (?<rest>.*)$")]
    private static partial Regex Failure();
}

[OptionsValidator]
internal sealed partial class IngestRanges : IValidateOptions<IngestOptions>;

[OptionsValidator]
internal sealed partial class InferenceRanges : IValidateOptions<InferenceOptions>;

[OptionsValidator]
internal sealed partial class SinkRanges : IValidateOptions<SinkOptions>;
