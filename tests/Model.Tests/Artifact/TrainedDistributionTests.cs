using Streaming.Model.Artifact;

namespace Streaming.Model.Tests.Artifact;

public sealed class TrainedDistributionTests
{
    [Fact]
    public void Features_and_score_are_read()
    {
        var found = TrainedDistribution.ReadAll(
            """{"seed":1,"features":[{"name":"amount","edges":[1,2],"shares":[0.2,0.3,0.5]}],"score":{"name":"score","edges":[0.5],"shares":[0.9,0.1]}}""");

        Assert.Equal(["amount", "score"], found.Select(distribution => distribution.Name));
        Assert.Equal([1f, 2f], found[0].Edges);
        Assert.Equal([0.2, 0.3, 0.5], found[0].Shares);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"features":7,"score":"low"}""")]
    [InlineData("""{"features":[{"name":"a","edges":[2,1],"shares":[0.2,0.3,0.5]},{"name":"b","edges":[1],"shares":[1]},{"edges":[1],"shares":[0,1]},3]}""")]
    [InlineData("""{"score":{"edges":[],"shares":[1]}}""")]
    [InlineData("""{"score":{"edges":["x"],"shares":[0.5,0.5]}}""")]
    [InlineData("""{"score":{"edges":[1],"shares":[0.5,5]}}""")]
    public void What_others_write_there_is_left_out(string? training) => Assert.Empty(TrainedDistribution.ReadAll(training));
}
