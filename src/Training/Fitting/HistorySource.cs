using System.Globalization;
using Streaming.Ingest.Files;
using Streaming.Model.Artifact;
using Streaming.Model.Encoding;
using Streaming.Model.Schema;
using Streaming.Model.Schema.Fitting;
using Streaming.Training.Data;

namespace Streaming.Training.Fitting;

/// <summary>
/// Reads the files: once for the span of time if the options leave it open, once for the schema's constants, once to encode.
/// Reading again is cheaper than keeping every record.
/// </summary>
internal sealed class HistorySource(IReadOnlyList<string> files, FitDisplay display)
{
    /// <summary>First and last event time of the records that the schema can read.</summary>
    public (long First, long Last) Span(FeatureSchema declared)
    {
        var span = new SchemaFitter(declared, 0, 0);
        var faults = new FaultTally();
        ForEach("looking through the data", value => faults.Add(span.Observe(value)));
        return (span.FirstEventTime, span.LastEventTime) is ({ } first, { } last)
            ? (first, last)
            : throw new ModelException("expected records that the schema can read, found none; " + faults.Describe());
    }

    /// <summary>The schema with all its constants, fitted to one period alone.</summary>
    public FeatureSchema FitSchema(FeatureSchema declared, Period period)
    {
        var fitter = new SchemaFitter(declared, period.From, period.To);
        if (!declared.IsFitted)
        {
            ForEach("fitting the schema", value => fitter.Observe(value));
        }

        return fitter.Fit();
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
        using var reader = new FileRecordReader(files);
        while (reader.Read())
        {
            if (reader.Current.Fault.IsFault)
            {
                readerFaults?.Add(reader.Current.Fault);
                continue;
            }

            action(reader.Current.Value.Span);
            if (reader.Rows % 10_000 == 0)
            {
                bar(reader.BytesRead / (double)Math.Max(1, reader.TotalBytes), string.Create(CultureInfo.InvariantCulture, $"{reader.Rows:N0} records"));
            }
        }

        return reader.Rows;
    });
}
