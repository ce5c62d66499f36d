using Streaming.Host.CommandLine;
using Streaming.Model.Artifact;

namespace Streaming.Host.Tests.CommandLine;

public sealed class ExitCodeTests
{
    public static TheoryData<Exception, int> Failures => new()
    {
        { new ConfigurationException("--pace: no"), 2 },
        { new ModelException("no schema inside"), 3 },
        { new AggregateException(new ModelException("no schema inside")), 3 },
        { new IOException("disk full"), 1 },
        { new InvalidOperationException("a defect"), 1 },
        { new OperationCanceledException(), 130 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_ends_with_its_code_and_the_reason_as_the_last_line(Exception failure, int expected)
    {
        using var program = new RunningProgram
        {
            Verbs = [new Verb("fail", "Fails.", "streaming fail", [], (_, _) => Task.FromException<ExitCode>(failure))],
        };
        Assert.Equal(expected, await program.RunAsync("fail"));
        Assert.Equal($"streaming fail: {ExitCodes.Reason(failure)}", program.LastErrorLine);
        Assert.Empty(program.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("no-such-verb")]
    [InlineData("inspect", "--no-such-option")]
    [InlineData("load", "--pace")]
    public async Task A_usage_error_answers_2_and_keeps_standard_output_clean(params string[] arguments)
    {
        using var program = new RunningProgram();
        Assert.Equal(2, await program.RunAsync(arguments));
        Assert.Empty(program.Output);
        Assert.Contains("--help", program.LastErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_a_result()
    {
        using var program = new RunningProgram();
        Assert.Equal(0, await program.RunAsync("--version"));
        Assert.Matches(@"^streaming \d+\.\d+\.\d+\s*$", program.Output);
    }
}
