using System.Text.Json;
using Streaming.Host.Tests.CommandLine;
using Streaming.Ingest.Files;

namespace Streaming.Host.Tests.Verbs;

public sealed class GenerateVerbTests : IDisposable
{
    private readonly RunningProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("out.csv")]
    [InlineData("out.csv.gz")]
    [InlineData("out.jsonl")]
    public async Task What_is_reported_is_in_the_file(string name)
    {
        var path = Path.Combine(_program.Folder, name);
        Assert.Equal(0, await _program.RunAsync("generate", "--cards", "50", "--days", "5", "--out", path, "--json"));
        var report = JsonDocument.Parse(_program.Output).RootElement;
        using var reader = new FileRecordReader([path]);
        while (reader.Read())
        {
            Assert.False(reader.Current.Fault.IsFault);
        }

        Assert.Equal(report.GetProperty("events").GetInt64(), reader.Rows);
        Assert.True(reader.Rows > 0);
        Assert.Equal([path], Directory.GetFiles(_program.Folder));
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_bytes()
    {
        string[] paths = [Path.Combine(_program.Folder, "a.csv"), Path.Combine(_program.Folder, "b.csv")];
        foreach (var path in paths)
        {
            await _program.RunAsync("generate", "--cards", "20", "--days", "3", "--seed", "7", "--out", path);
        }

        Assert.Equal(File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1]));
    }

    [Theory]
    [InlineData]
    [InlineData("--out", "a.csv", "--to-topic", "t")]
    [InlineData("--out", "a.xlsx")]
    [InlineData("--days", "0")]
    [InlineData("--cards", "many", "--out", "a.csv")]
    public async Task What_cannot_be_made_is_a_usage_error(params string[] arguments)
    {
        Assert.Equal(2, await _program.RunAsync(["generate", .. arguments]));
        Assert.Contains("--", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Empty(_program.Output);
    }
}
