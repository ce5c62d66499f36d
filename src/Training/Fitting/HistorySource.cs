using System.Globalization;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Fitting;
using Streaming.Training.Data;
using Streaming.Training.Inputs;
using Streaming.Training.Loop;

namespace Streaming.Training.Fitting;

/// <summary>
/// Reads the input: once for the span of time if the options leave it open, once for the schema's constants, once to encode.
/// Reading again is cheaper than keeping every record.
/// </summary>
internal sealed class HistorySource(HistoryInput input, FitDisplay display)
{
    /// <summary>First and last event time of the records that the schema can read.</summary>
    public (long First, long Last) Span(FeatureSchema declared)
    {
        var span = new SchemaFitter(declared, 0, 0);
        var faults = new FaultTally();
        ForEach("looking through the data", value => faults.Add(span.Observe(value)));
        return (span.FirstEventTime, span.LastEventTime) is ({ } first, { } last)
            ? (first, last)
            : throw new TrainingException($"{input.Name}: expected records that the schema can read, found none; {faults.Describe()}");
    }

    /// <summary>The schema with all its constants, fitted to one period alone.</summary>
    public FeatureSchema FitSchema(FeatureSchema declared, Period period)
    {
        var fitter = new SchemaFitter(declared, period.From, period.To);
        if (!declared.IsFitted)
        {
            ForEach("fitting the schema", value => fitter.Observe(value));
        }

        return declared.IsFitted || fitter.Events > 0
            ? fitter.Fit()
            : throw new TrainingException(
                $"no event lies in the training period, {Times.Write(period.From)} to {Times.Write(period.To)}; the data "
                + (fitter is { FirstEventTime: { } first, LastEventTime: { } last } ? $"reach from {Times.Write(first)} to {Times.Write(last)}" : "hold no event that the schema can read"));
    }

    /// <summary>The encoded history of all records before a time, and those that could not be decoded.</summary>
    public (History History, FaultTally Faults, int TimesBack) Read(FeatureSchema schema, long to)
    {
        var builder = new HistoryBuilder(new EventEncoder(schema), to);
        var faults = new FaultTally();
        ForEach("encoding", value => faults.Add(builder.Add(value)), faults);
        return (display.Track("ordering", _ => builder.Build()), faults, builder.TimesBack);
    }

    /// <summary>Does something with every record that the reader can read.</summary>
    public void ForEach(string what, RecordAction action, FaultTally? readerFaults = null) => display.Track(what, bar =>
    {
        input.ForEach(
            action,
            fault => readerFaults?.Add(fault),
            (share, records) => bar(share, string.Create(CultureInfo.InvariantCulture, $"{records:N0} records")));
        return true;
    });
}
