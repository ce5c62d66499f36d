using System.Buffers;
using System.Globalization;
using System.Text;
using Streaming.Sink.Scores;

namespace Streaming.Sink.Files;

/// <summary>Scores as CSV: times in ISO 8601, numbers with as many digits as they need to be read back as they were.</summary>
internal sealed class CsvScoreRows : IScoreRows
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly StreamWriter _writer;
    private readonly StringBuilder _line = new();

    public CsvScoreRows(Stream stream, int models)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 65_536, leaveOpen: true) { NewLine = "\n" };
        _writer.WriteLine(string.Join(',', [ScoreColumns.Id, ScoreColumns.Time, ScoreColumns.Label, .. Enumerable.Range(0, models).Select(ScoreColumns.Score)]));
    }

    public async Task WriteAsync(ReadOnlyMemory<ScoreRow> rows, IReadOnlyList<float[]> scores, CancellationToken cancellationToken)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            Format(rows.Span[i], i, scores);
            await _writer.WriteAsync(_line, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void Format(ScoreRow row, int i, IReadOnlyList<float[]> scores)
    {
        _line.Clear();
        if (row.Id.Span.ContainsAny(Special))
        {
            _line.Append('"').Append(row.Id.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _line.Append(row.Id);
        }

        Span<byte> time = stackalloc byte[EventTimeText.MaxLength];
        _line.Append(',').Append(Encoding.ASCII.GetString(time[..EventTimeText.Write(row.Time, time)])).Append(',');
        if (row.Label >= 0)
        {
            _line.Append((int)row.Label);
        }

        foreach (var column in scores)
        {
            _line.Append(',');
            if (!float.IsNaN(column[i]))
            {
                _line.Append(CultureInfo.InvariantCulture, $"{column[i]:R}");
            }
        }

        _line.Append('\n');
    }
}
