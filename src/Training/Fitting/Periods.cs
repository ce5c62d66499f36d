using Streaming.Training.Data;
using Streaming.Training.Loop;

namespace Streaming.Training.Fitting;

/// <summary>Which events teach and which are validated on.</summary>
/// <param name="Training">Events that teach; earlier ones only move the states.</param>
/// <param name="Validation">Later events that decide which epoch is best, on calibration and threshold.</param>
internal readonly record struct Periods(Period Training, Period Validation)
{
    /// <summary>Whether the options say everything, so that the data need not be looked through for it.</summary>
    public static bool IsComplete(FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options is { From: not null, ValidateFrom: not null } && (options.ValidateTo ?? options.To) is not null;
    }

    /// <summary>Fills in what is not said: from the first event, to the last one, and the last tenth for validation.</summary>
    public static Periods Of(FitOptions options, long first, long last)
    {
        ArgumentNullException.ThrowIfNull(options);
        var from = options.From ?? first;
        var to = options.To ?? last + 1;
        var validateTo = options.ValidateTo ?? to;
        var validateFrom = options.ValidateFrom ?? from + ((validateTo - from) / 10 * 9);
        if (from >= validateFrom || validateFrom >= validateTo)
        {
            throw new TrainingException(
                $"the training period would be {Times.Write(from)} to {Times.Write(validateFrom)} and the validation period from there to "
                + $"{Times.Write(validateTo)}: both must have a length; the data reach from {Times.Write(first)} to {Times.Write(last)}");
        }

        return new Periods(new Period(from, validateFrom), new Period(validateFrom, validateTo));
    }
}
