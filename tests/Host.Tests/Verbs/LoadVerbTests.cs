using System.Text;
using Streaming.Host.Tests.CommandLine;
using Streaming.Host.Verbs.Load;
using Streaming.Model.Schema;

namespace Streaming.Host.Tests.Verbs;

public sealed class LoadVerbTests
{
    [Theory]
    [InlineData]
    [InlineData("--file", "none.csv")]
    [InlineData("--file", "none.csv", "--record-time", "later")]
    public async Task What_cannot_be_read_is_a_usage_error_before_a_broker_is_asked(params string[] arguments)
    {
        using var program = new RunningProgram();
        Assert.Equal(2, await program.RunAsync(["load", "--bootstrap", "localhost:1", .. arguments]));
        Assert.Contains("--", program.LastErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_was_never_fitted_tells_key_and_time()
    {
        var roles = new RoleReader(FeatureSchema.Load(Repository.Folder("schemas", "transactions.json")));
        Assert.False(roles.Read("""{"id":"1","card":"c42","time":"2026-01-01T00:00:01Z","amount":"not a number"}"""u8).IsFault);
        Assert.Equal("c42", Encoding.UTF8.GetString(roles.Key));
        Assert.Equal(1_767_225_601_000_000, roles.EventTime);
        Assert.True(roles.Read("""{"id":"1","time":"2026-01-01T00:00:01Z"}"""u8).IsFault);
        Assert.True(roles.Read("{"u8).IsFault);
    }
}
