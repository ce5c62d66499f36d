using Streaming.Sink.Producing;

namespace Streaming.Sink.Tests.Producing;

public sealed class ProducerSettingsTests
{
    [Fact]
    public void The_user_turns_defaults_and_never_what_delivery_rests_on()
    {
        var settings = ProducerSettings.Idempotent(new Dictionary<string, string> { ["linger.ms"] = "7", ["acks"] = "0" }, 50_000);

        Assert.Equal("7", settings["linger.ms"]);
        Assert.Equal("all", settings["acks"]);
        Assert.Equal("true", settings["enable.idempotence"]);
        Assert.Equal("murmur2_random", settings["partitioner"]);
        Assert.Equal(50_000, ProducerSettings.MaxMessageBytesOf(settings));
    }

    [Fact]
    public void Arrays_are_used_again_per_length()
    {
        var buffers = new ExactBuffers(4);

        var first = buffers.Copy("abc"u8);
        Assert.Same(first, buffers.Copy("xyz"u8));
        Assert.Equal("xyz"u8, first);
        Assert.Equal("abcdef"u8, buffers.Copy("abcdef"u8));
        Assert.Empty(buffers.Copy(default));
    }
}
