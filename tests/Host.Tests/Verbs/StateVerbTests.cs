using Streaming.Host.Tests.CommandLine;

namespace Streaming.Host.Tests.Verbs;

public sealed class StateVerbTests
{
    private const string Key = "4000001234567899";

    [Theory]
    [InlineData("show")]
    [InlineData("forget")]
    public async Task Without_a_key_nothing_is_asked_of_a_broker(string verb)
    {
        using var program = new RunningProgram();
        Assert.Equal(2, await program.RunAsync("state", verb, "--bootstrap", "localhost:1"));
        Assert.Contains("--key", program.LastErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_never_printed_not_even_with_the_configuration()
    {
        using var program = new RunningProgram();
        Assert.Equal(0, await program.RunAsync("state", "show", "--key", Key, "--show-config"));
        Assert.DoesNotContain(Key, program.Output + program.Error, StringComparison.Ordinal);
        Assert.Equal(0, await program.RunAsync("state", "show", "--key", Key, "--show-config", "--json"));
        Assert.DoesNotContain(Key, program.Output + program.Error, StringComparison.Ordinal);
    }
}
