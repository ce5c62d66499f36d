using System.Globalization;
using Streaming.Training.Data;
using Streaming.Training.Loop;

namespace Streaming.Training.Fitting;

/// <summary>What must be there before training begins; what is missing is said with what was found.</summary>
internal static class Require
{
    /// <summary>Events that teach, of both classes where labels are learnt, and events to validate on.</summary>
    /// <exception cref="TrainingException">Something is missing without which training is in vain.</exception>
    public static void EnoughToLearn(FitData data, FitOptions options, FitDisplay display)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (history, training, validation) = (data.History, data.Periods.Training, data.Periods.Validation);
        var (taught, trained) = (Count(history, training), Text(training));
        if (taught.Events == 0)
        {
            throw new TrainingException($"no event lies in the training period, {trained}; the data hold {SpanOf(history)}");
        }

        var tested = Count(history, validation);
        if (tested.Events == 0)
        {
            throw new TrainingException($"no event lies in the validation period, {Text(validation)}; the data hold {SpanOf(history)}");
        }

        if (options.Objective != ObjectiveKind.Fraud)
        {
            return;
        }

        var field = data.Schema.Label?.Field;
        if (data.Teaching.Count == 0)
        {
            throw new TrainingException(taught.Labelled == 0
                ? $"none of the {taught.Events:N0} events of the training period, {trained}, has a label: the schema reads it from '{field}'"
                : $"none of the {taught.Labelled:N0} labels of the training period, {trained}, was known at its end: --label-delay is as long as the period");
        }

        if (data.Teaching.Frauds == 0 || data.Teaching.Frauds == data.Teaching.Count)
        {
            var all = data.Teaching.Frauds == 0 ? "genuine" : "frauds";
            throw new TrainingException(
                $"all {data.Teaching.Count:N0} events that teach are {all}: expected both, for only then is there something to tell apart; "
                + $"the schema says which values of '{field}' mean fraud");
        }

        if (tested.Frauds == 0)
        {
            display.Warn(
                $"there is no fraud among the {tested.Events:N0} events of the validation period, {Text(validation)}: the best epoch is the one "
                + "with the lowest loss there, and threshold and figures mean little");
        }
    }

    private static (int Events, int Labelled, int Frauds) Count(History history, Period period)
    {
        var (events, labelled, frauds) = (0, 0, 0);
        for (var row = 0; row < history.Count; row++)
        {
            if (period.Contains(history.Times[row]))
            {
                events++;
                labelled += history.Labels[row] >= 0 ? 1 : 0;
                frauds += history.Labels[row] == 1 ? 1 : 0;
            }
        }

        return (events, labelled, frauds);
    }

    private static string SpanOf(History history) => history.Count == 0
        ? "none before its end"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{history.Count:N0} events before its end, {Times.Write(history.Times.AsSpan(0, history.Count).ToArray().Min())} to {Times.Write(history.Times.AsSpan(0, history.Count).ToArray().Max())}");

    private static string Text(Period period) => $"{Times.Write(period.From)} to {Times.Write(period.To)}";
}
