using Streaming.Model.Schema;
using Streaming.Model.State;

namespace Streaming.Model.Encoding;

/// <summary>From a record's bytes to the model's input. Immutable and thread-safe: one encoder serves training, live and backtest.</summary>
public sealed class EventEncoder(FeatureSchema schema)
{
    /// <summary>The schema that this encoder follows.</summary>
    public FeatureSchema Schema { get; } = schema;

    /// <summary>F: the columns of <c>features</c>.</summary>
    public int FeatureCount => throw new NotSupportedException();

    /// <summary>C: the columns of <c>categories</c>; 0 if the model has none.</summary>
    public int CategoryCount => throw new NotSupportedException();

    /// <summary>R: raw numbers a row carries for the features with memory.</summary>
    public int StatefulInputCount => throw new NotSupportedException();

    /// <summary>Floats of running statistics in a key state.</summary>
    public int StatisticsLength => throw new NotSupportedException();

    /// <summary>Reads a record and fills all of its row that needs no key state.</summary>
    /// <returns><c>default</c>, or the reason why the record is a dead letter; the row is then undefined.</returns>
    public RecordFault Decode(ReadOnlySpan<byte> value, EventRows rows, int row) => throw new NotSupportedException();

    /// <summary>Fills the features of a row that depend on the key's state before the event (gap, running statistics). Changes nothing but the row.</summary>
    public void FillFromState(EventRows rows, int row, KeyStateHeader header, ReadOnlySpan<float> statistics) => throw new NotSupportedException();

    /// <summary>Advances the key's header and statistics by a row. Called once a row's step has succeeded.</summary>
    public KeyStateHeader Advance(EventRows rows, int row, KeyStateHeader header, Span<float> statistics) => throw new NotSupportedException();
}
