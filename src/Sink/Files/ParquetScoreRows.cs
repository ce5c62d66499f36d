using Parquet;
using Parquet.Schema;

namespace Streaming.Sink.Files;

/// <summary>Scores as Parquet, a row group for each group of rows.</summary>
internal sealed class ParquetScoreRows : IScoreRows
{
    private readonly ParquetWriter _writer;
    private readonly DataField _id;
    private readonly DataField _time;
    private readonly DataField _label;
    private readonly DataField[] _scores;

    private ParquetScoreRows(ParquetWriter writer, DataField[] fields)
    {
        _writer = writer;
        (_id, _time, _label) = (fields[0], fields[1], fields[2]);
        _scores = fields[3..];
    }

    public static async Task<ParquetScoreRows> CreateAsync(Stream stream, int models, CancellationToken cancellationToken)
    {
        DataField[] fields =
        [
            new DataField<string>(ScoreColumns.Id),
            new DateTimeDataField(ScoreColumns.Time, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false),
            new DataField<int?>(ScoreColumns.Label),
            .. Enumerable.Range(0, models).Select(model => new DataField<float?>(ScoreColumns.Score(model))),
        ];
        return new ParquetScoreRows(
            await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, cancellationToken: cancellationToken), fields);
    }

    public async Task WriteAsync(ReadOnlyMemory<ScoreRow> rows, IReadOnlyList<float[]> scores, CancellationToken cancellationToken)
    {
        var (ids, times, labels) = (new ReadOnlyMemory<char>?[rows.Length], new DateTime[rows.Length], new int?[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows.Span[i];
            ids[i] = row.Id;
            times[i] = DateTime.UnixEpoch.AddTicks(row.Time * TimeSpan.TicksPerMicrosecond);
            labels[i] = row.Label < 0 ? null : row.Label;
        }

        using var group = _writer.CreateRowGroup();
        await group.WriteAsync<ReadOnlyMemory<char>>(_id, ids.AsMemory(), cancellationToken: cancellationToken);
        await group.WriteAsync<DateTime>(_time, times, cancellationToken: cancellationToken);
        await group.WriteAsync<int>(_label, labels.AsMemory(), cancellationToken: cancellationToken);
        for (var model = 0; model < _scores.Length; model++)
        {
            var column = scores[model];
            var nullable = new float?[rows.Length];
            for (var i = 0; i < nullable.Length; i++)
            {
                nullable[i] = float.IsNaN(column[i]) ? null : column[i];
            }

            await group.WriteAsync<float>(_scores[model], nullable.AsMemory(), cancellationToken: cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
