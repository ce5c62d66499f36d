namespace Streaming.Model.Encoding.Columns;

/// <summary>Fills a feature's column from the row's inputs and the key's state before the event. Cannot fail: all it reads is finite.</summary>
internal interface IStateColumn
{
    void Fill(in KeyMoment moment, ReadOnlySpan<double> inputs, ReadOnlySpan<float> statistics, ReadOnlySpan<long> categories, Span<float> features);
}
