namespace Streaming.Sink.Files;

/// <summary>
/// A file of scores, one row per event in the order of the input. It has its name only when it is complete; until then it is written
/// beside it. Not thread-safe.
/// </summary>
public sealed class ScoreFile : IAsyncDisposable
{
    private const int GroupRows = 131_072;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly IScoreRows _rows;
    private readonly ScoreRow[] _group = new ScoreRow[GroupRows];
    private readonly TextPool _ids = new();
    private readonly float[][] _scores;
    private int _count;

    private ScoreFile(string path, FileStream stream, IScoreRows rows, int models)
    {
        _path = path;
        _stream = stream;
        _rows = rows;
        _scores = [.. Enumerable.Range(0, models).Select(_ => new float[GroupRows])];
    }

    /// <summary>The file's name in its folder.</summary>
    public static string NameOf(ScoreFileFormat format) => format == ScoreFileFormat.Csv ? "scores.csv" : "scores.parquet";

    /// <summary>Begins a file in a folder that exists.</summary>
    public static async Task<ScoreFile> CreateAsync(string folder, ScoreFileFormat format, int models, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, NameOf(format));
        var stream = new FileStream(Unfinished(path), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        try
        {
            IScoreRows rows = format == ScoreFileFormat.Csv
                ? new CsvScoreRows(stream, models)
                : await ParquetScoreRows.CreateAsync(stream, models, cancellationToken);
            return new ScoreFile(path, stream, rows, models);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a row; a full group of rows is written first.</summary>
    public ValueTask AddAsync(ScoreRow row, ReadOnlyMemory<float> scores, CancellationToken cancellationToken)
    {
        if (_count == GroupRows)
        {
            return FlushAndAddAsync(row, scores, cancellationToken);
        }

        Add(row, scores);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes what is left and gives the file its name.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await _rows.DisposeAsync();
        await _stream.DisposeAsync();
        File.Move(Unfinished(_path), _path, overwrite: true);
    }

    /// <summary>Closes the file; without <see cref="CompleteAsync"/> nothing stays of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        File.Delete(Unfinished(_path));
    }

    private static string Unfinished(string path) => path + ".unfinished";

    private async ValueTask FlushAndAddAsync(ScoreRow row, ReadOnlyMemory<float> scores, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        Add(row, scores);
    }

    private void Add(ScoreRow row, ReadOnlyMemory<float> scores)
    {
        _group[_count] = row with { Id = _ids.Copy(row.Id.Span) };
        for (var model = 0; model < _scores.Length; model++)
        {
            _scores[model][_count] = scores.Span[model];
        }

        _count++;
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_count > 0)
        {
            await _rows.WriteAsync(_group.AsMemory(0, _count), _scores, cancellationToken);
            _count = 0;
            _ids.Clear();
        }
    }
}
