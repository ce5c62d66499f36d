namespace Streaming.Sink.Files;

/// <summary>Writes rows of scores in one format.</summary>
internal interface IScoreRows : IAsyncDisposable
{
    /// <summary>Writes a group of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="scores">By model, a score per row; NaN where there is none.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    Task WriteAsync(ReadOnlyMemory<ScoreRow> rows, IReadOnlyList<float[]> scores, CancellationToken cancellationToken);
}
