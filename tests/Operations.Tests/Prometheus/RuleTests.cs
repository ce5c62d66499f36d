using Streaming.Broker.Tests.Support;

namespace Streaming.Operations.Tests.Prometheus;

public sealed class RuleTests
{
    [Fact]
    public Task Rules_and_configuration_are_valid() => Promtool.PassesAsync("check", "config", "prometheus.yml");

    [Fact]
    public Task Every_alert_fires_in_its_story_and_is_silent_beside_it() => Promtool.PassesAsync("test", "rules", "tests/alerts.yml");

    [Fact]
    public void Every_alert_has_such_a_story_and_is_silent_in_health()
    {
        var stories = File.ReadAllText(Path.Combine(Promtool.Folder, "tests", "alerts.yml"));
        Assert.All(Alerts, alert =>
        {
            Assert.Contains($"alertname: {alert}\n", stories, StringComparison.Ordinal);
            Assert.Contains($"{{ eval_time: 2h, alertname: {alert}, exp_alerts: [] }}", stories, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_alert_has_its_section_in_the_runbook_and_every_section_its_alert()
    {
        var sections = File.ReadLines(Path.Combine(Repository.Root, "docs", "runbook.md"))
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => line[3..]);
        Assert.Equal(Alerts.Order(StringComparer.Ordinal), sections.Order(StringComparer.Ordinal));
        Assert.All(RuleFiles.All.Where(rule => rule.Alert.Length > 0), rule =>
        {
#pragma warning disable CA1308 // an anchor is lower case
            Assert.Equal($"docs/runbook.md#{rule.Alert.ToLowerInvariant()}", rule.RunbookUrl);
#pragma warning restore CA1308
            Assert.Contains(rule.Severity, new[] { "page", "ticket" });
        });
    }

    [Fact]
    public void The_runbook_says_the_same_urgency()
    {
        var runbook = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbook.md"));
        Assert.All(
            RuleFiles.All.Where(rule => rule.Alert.Length > 0),
            rule => Assert.Contains($"## {rule.Alert}\n\n*{rule.Severity}.*", runbook, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Alerts => RuleFiles.All.Select(rule => rule.Alert).Where(alert => alert.Length > 0);
}
