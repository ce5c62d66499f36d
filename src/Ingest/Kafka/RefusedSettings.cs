namespace Streaming.Ingest.Kafka;

/// <summary>Settings that a user may not turn, because delivery rests on them (docs/delivery.md), and why.</summary>
internal static class RefusedSettings
{
    private const string Delivery = "it is part of the delivery guarantee";
    private const string Shape = "the program depends on its value";

    // With librdkafka's aliases: one name refused and its alias taken would be no refusal.
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["enable.auto.commit"] = Delivery,
        ["auto.commit.enable"] = Delivery,
        ["enable.auto.offset.store"] = Delivery,
        ["isolation.level"] = Delivery,
        ["auto.offset.reset"] = "a group's first start is --start",
        ["transactional.id"] = "it is made of --app and --instance",
        ["enable.idempotence"] = Delivery,
        ["enable.gapless.guarantee"] = Delivery,
        ["acks"] = Delivery,
        ["request.required.acks"] = Delivery,
        ["group.id"] = "it is --group",
        ["group.protocol"] = "it is --group-protocol",
        ["partition.assignment.strategy"] = Delivery,
        ["enable.partition.eof"] = Shape,
        ["delivery.report.only.error"] = Shape,
        ["partitioner"] = "keys go to partitions as with Java's partitioner",
    };

    /// <summary>Why a setting is refused, or null if it may be turned.</summary>
    public static string? ReasonFor(string name, string value) =>
        Reasons.TryGetValue(name, out var reason) ? reason
        : name.StartsWith("dotnet.", StringComparison.Ordinal) ? Shape
        : name == "debug" && DebugShowsSecrets(value) ? "the contexts all, security and protocol write secrets to the log"
        : null;

    private static bool DebugShowsSecrets(string value) => value
        .Split(',', StringSplitOptions.TrimEntries)
        .Any(context => context is "all" or "security" or "protocol");
}
