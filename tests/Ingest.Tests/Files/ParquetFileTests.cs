using System.Text.Json;
using CsCheck;
using Parquet;
using Parquet.Schema;
using Streaming.Ingest.Files;
using Streaming.Model.Encoding;

namespace Streaming.Ingest.Tests.Files;

public sealed class ParquetFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Columns_become_members_and_nulls_are_left_out()
    {
        var time = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);
        DataField[] fields =
        [
            new DataField<string>("id"), new DataField<double?>("amount"), new DataField<int>("fraud"), new DataField<long>("card"), new DataField<bool>("online"),
            new DateTimeDataField("time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false),
            new DateTimeDataField("local", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Millis, isNullable: false),
            new DecimalDataField("price", 18, 4, isNullable: false),
            new DataField<float>("share"),
        ];
        var path = await WriteAsync("a.parquet", fields, async group =>
        {
            await group.WriteAsync(fields[0], ["Ä\"1\"", null!]);
            await group.WriteAsync<double>(fields[1], new double?[] { null, 0.1 });
            await group.WriteAsync<int>(fields[2], new[] { 0, 1 });
            await group.WriteAsync<long>(fields[3], new[] { 2291163933867244, long.MinValue });
            await group.WriteAsync<bool>(fields[4], new[] { true, false });
            await group.WriteAsync<DateTime>(fields[5], new[] { time, time.AddTicks(10) });
            await group.WriteAsync<DateTime>(fields[6], new[] { time, time });
            await group.WriteAsync<decimal>(fields[7], new[] { 134.0900m, -54m });
            await group.WriteAsync<float>(fields[8], new[] { 0.1f, float.NaN });
        });
        Assert.Equal(
            [
                ("""{"id":"Ä\"1\"","fraud":0,"card":2291163933867244,"online":true,"time":"2026-01-02T03:04:05.6780000Z","local":"2026-01-02T03:04:05.6780000","price":134.0900,"share":0.1}""", 1, null),
                ("""{"amount":0.1,"fraud":1,"card":-9223372036854775808,"online":false,"time":"2026-01-02T03:04:05.6780010Z","local":"2026-01-02T03:04:05.6780000","price":-54.0000,"share":"NaN"}""", 2, null),
            ],
            TempFolder.ReadAll(path));
    }

    [Fact]
    public Task Any_columns_in_any_row_groups_read_back_the_same() => Gen.Select(Gen.String.Null().Array[1, 9].Array[0, 4], Gen.Long).SampleAsync(
        async (groups, number) =>
        {
            using var folder = new TempFolder();
            DataField[] fields = [new DataField<string>("text"), new DataField<long>("number")];
            var path = folder.PathOf("a.parquet");
            await WriteAsync(path, fields, [.. groups.Select(texts => (Func<ParquetRowGroupWriter, Task>)(async group =>
            {
                await group.WriteAsync(fields[0], texts!);
                await group.WriteAsync<long>(fields[1], texts.Select(_ => number).ToArray());
            }))]);
            var read = TempFolder.ReadAll(path).Select(record => JsonDocument.Parse(record.Value).RootElement).Select(json =>
                (json.TryGetProperty("text", out var text) ? text.GetString() : null, json.GetProperty("number").GetInt64()));
            return read.SequenceEqual(groups.SelectMany(texts => texts).Select(text => (Whole(text), number)));
        },
        iter: 100);

    [Fact]
    public async Task A_row_above_the_limit_is_a_fault()
    {
        DataField[] fields = [new DataField<string>("text")];
        var path = await WriteAsync("a.parquet", fields, group => group.WriteAsync(fields[0], [new string('a', 300_000), "b"]));
        Assert.Equal([FaultReason.TooLarge, null], TempFolder.ReadAll(path).Select(record => record.Reason));
    }

    [Fact]
    public async Task Cut_or_damaged_data_is_one_clear_error()
    {
        DataField[] fields = [new DataField<long>("number")];
        var path = await WriteAsync("a.parquet", fields, group => group.WriteAsync<long>(fields[0], Enumerable.Range(0, 10_000).Select(i => i * 7919L).ToArray()));
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        foreach (var length in new[] { 4, 100, bytes.Length / 2, bytes.Length - 1 })
        {
            var cut = _folder.Write("cut.parquet", bytes[..length]);
            Assert.Contains("cut or damaged", Assert.Throws<FileFormatException>(() => TempFolder.ReadAll(cut)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Progress_ends_at_the_total_also_among_other_files()
    {
        DataField[] fields = [new DataField<long>("x")];
        var path = await WriteAsync("a.parquet", fields, group => group.WriteAsync<long>(fields[0], new long[] { 1, 2 }));
        using var reader = new FileRecordReader([path, _folder.Write("b.csv", "x\n3\n"), path]);
        Assert.Equal(["{\"x\":1}", "{\"x\":2}", "{\"x\":3}", "{\"x\":1}", "{\"x\":2}"], TempFolder.ReadAll(reader).Select(record => record.Value));
        Assert.Equal(reader.TotalBytes, reader.BytesRead);
    }

    [Fact]
    public async Task Parquet_inside_gzip_is_refused()
    {
        DataField[] fields = [new DataField<long>("x")];
        var plain = await WriteAsync("a.parquet", fields, group => group.WriteAsync<long>(fields[0], new long[] { 1 }));
        var path = _folder.Write("b.parquet.gz", TempFolder.Gzip(await File.ReadAllBytesAsync(plain, TestContext.Current.CancellationToken)));
        Assert.Contains("gzip", Assert.Throws<FileFormatException>(() => TempFolder.ReadAll(path)).Message, StringComparison.Ordinal);
    }

    // A lone surrogate has no UTF-8; the writer replaces it.
    private static string? Whole(string? text) => text is null ? null : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private async Task<string> WriteAsync(string name, DataField[] fields, params Func<ParquetRowGroupWriter, Task>[] groups)
    {
        var path = _folder.PathOf(name);
        await WriteAsync(path, fields, groups.AsEnumerable());
        return path;
    }

    private static async Task WriteAsync(string path, DataField[] fields, IEnumerable<Func<ParquetRowGroupWriter, Task>> groups)
    {
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        foreach (var write in groups)
        {
            using var group = writer.CreateRowGroup();
            await write(group);
        }
    }
}
