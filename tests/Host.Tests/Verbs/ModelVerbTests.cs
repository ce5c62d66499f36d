using System.Text.Json;
using Streaming.Host.Tests.CommandLine;

namespace Streaming.Host.Tests.Verbs;

public sealed class ModelVerbTests : IDisposable
{
    private readonly RunningProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_model_from_elsewhere_is_packed_and_then_inspected()
    {
        var packed = await PackAsync(SharedData.Require("models", "pytorch", "pytorch_gru.onnx"));
        Assert.Equal(0, await _program.RunAsync("inspect", packed, "--json"));
        var inspection = JsonDocument.Parse(_program.Output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal("mine", inspection.GetProperty("name").GetString());
        Assert.Equal(0.25, inspection.GetProperty("threshold").GetDouble(), 1e-6);
        Assert.Equal(32, inspection.GetProperty("stateLength").GetInt32());

        Assert.Equal(0, await _program.RunAsync("inspect", packed));
        Assert.Contains($"model id  {inspection.GetProperty("modelId").GetString()}", _program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_a_schema_answers_3_and_says_how_to_add_one()
    {
        Assert.Equal(3, await _program.RunAsync("inspect", SharedData.Require("models", "pytorch", "pytorch_gru.onnx")));
        Assert.Contains("streaming pack", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Empty(_program.Output);
    }

    [Fact]
    public async Task A_model_that_is_not_there_answers_3()
    {
        Assert.Equal(3, await _program.RunAsync("inspect", Path.Combine(_program.Folder, "none.onnx")));
        Assert.Contains("none.onnx", _program.LastErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_model_or_option_is_found_before_a_broker_is_asked()
    {
        string[] nowhere = ["--bootstrap", "localhost:1"];
        Assert.Equal(2, await _program.RunAsync(["run", .. nowhere]));
        Assert.Contains("--model is required", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Equal(3, await _program.RunAsync(["run", "--model", "none.onnx", .. nowhere]));
        Assert.Equal(2, await _program.RunAsync(["run", "--model", "none.onnx", "--checkpoint-interval", "1h", .. nowhere]));
        Assert.Contains("--checkpoint-interval", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, await _program.RunAsync(["run", "--model", "none.onnx", "--changelog", "off", "--delivery", "exactly-once", .. nowhere]));
        Assert.Contains("--changelog on", _program.LastErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, await _program.RunAsync(["run", "--model", "none.onnx", "--changelog", "off", "--start", "warm", .. nowhere]));
        Assert.Contains("--changelog on", _program.LastErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Streaming": { "Inference": { "LaneCapacity": 0 } } }""", "Streaming:Inference:LaneCapacity: must be between")]
    [InlineData("""{ "Streaming": { "Inference": { "LaneCapacty": 1 } } }""", "LaneCapacty")]
    public async Task Sizes_in_a_file_are_checked_as_well(string settings, string named)
    {
        _program.WriteAppSettings(settings);
        Assert.Equal(2, await _program.RunAsync("run", "--model", "none.onnx"));
        Assert.Contains(named, _program.LastErrorLine, StringComparison.Ordinal);
    }

    private async Task<string> PackAsync(string model)
    {
        var schema = Path.Combine(_program.Folder, "schema.json");
        var packed = Path.Combine(_program.Folder, "packed.onnx");
        await File.WriteAllTextAsync(schema, StandardSchema.Of(8), TestContext.Current.CancellationToken);
        Assert.Equal(0, await _program.RunAsync("pack", model, "--schema", schema, "--out", packed, "--name", "mine", "--threshold", "0.25"));
        return packed;
    }
}
