using Streaming.Ingest.Kafka;

namespace Streaming.Ingest.Tests.Kafka;

public sealed class KafkaSettingsTests
{
    [Theory]
    [InlineData("enable.auto.commit")]
    [InlineData("auto.commit.enable")]
    [InlineData("enable.auto.offset.store")]
    [InlineData("isolation.level")]
    [InlineData("auto.offset.reset")]
    [InlineData("transactional.id")]
    [InlineData("enable.idempotence")]
    [InlineData("acks")]
    [InlineData("request.required.acks")]
    [InlineData("group.id")]
    [InlineData("partition.assignment.strategy")]
    [InlineData("dotnet.producer.enable.delivery.reports")]
    public void What_delivery_rests_on_is_refused_by_name(string name)
    {
        var refusal = Assert.Throws<KafkaSettingsException>(() => KafkaSettings.Create("b:1", [KeyValuePair.Create(name, "s3cret")]));

        Assert.Contains($"'{name}'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("security,broker")]
    [InlineData("all")]
    [InlineData("cgrp, protocol")]
    public void Debug_contexts_that_log_secrets_are_refused(string contexts) =>
        Assert.Throws<KafkaSettingsException>(() => KafkaSettings.Create("b:1", [KeyValuePair.Create("debug", contexts)]));

    [Fact]
    public void Security_settings_pass_and_their_secrets_are_masked_when_shown()
    {
        var settings = KafkaSettings.Create("b:1", [
            KafkaSettings.Split("security.protocol=SASL_SSL"), KafkaSettings.Split("sasl.username=scorer"),
            KafkaSettings.Split("sasl.password=p=w"), KafkaSettings.Split("ssl.key.pem=PEM"),
            KafkaSettings.Split("ssl.keystore.password=x"), KafkaSettings.Split("sasl.oauthbearer.client.secret=y"),
            KafkaSettings.Split("debug=cgrp")]);

        Assert.Equal("p=w", settings.Pairs["sasl.password"]);
        var shown = settings.Shown.ToDictionary();
        Assert.Equal("scorer", shown["sasl.username"]);
        Assert.Equal("SASL_SSL", shown["security.protocol"]);
        Assert.All(
            ["sasl.password", "ssl.key.pem", "ssl.keystore.password", "sasl.oauthbearer.client.secret"],
            name => Assert.Equal(KafkaSettings.Mask, shown[name]));
    }

    [Fact]
    public void A_pair_without_a_name_is_refused_without_repeating_it()
    {
        var refusal = Assert.Throws<KafkaSettingsException>(() => KafkaSettings.Split("hunter2"));

        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<KafkaSettingsException>(() => KafkaSettings.Split("=x"));
    }

    [Fact]
    public void The_user_turns_defaults_and_never_what_is_enforced()
    {
        var settings = KafkaSettings.Create("b:1", [KeyValuePair.Create("fetch.min.bytes", "9"), KeyValuePair.Create("client.rack", "r")]);

        var consumer = ConsumerSettings.Of(new IngestOptions { Topic = "t", Group = "g" }, settings);

        Assert.Equal("9", consumer["fetch.min.bytes"]);
        Assert.Equal("r", consumer["client.rack"]);
        Assert.Equal("read_committed", consumer["isolation.level"]);
        Assert.Equal("error", consumer["auto.offset.reset"]);
        Assert.Equal("false", consumer["enable.auto.commit"]);
        Assert.Equal("cooperative-sticky", consumer["partition.assignment.strategy"]);
    }

    [Fact]
    public void No_broker_is_a_refusal() => Assert.Throws<KafkaSettingsException>(() => KafkaSettings.Create(null, []));
}
