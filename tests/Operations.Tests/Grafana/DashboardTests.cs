using Streaming.Broker.Tests.Support;
using YamlDotNet.Serialization;

namespace Streaming.Operations.Tests.Grafana;

public sealed class DashboardTests
{
    public static TheoryData<string> Names => [.. Dashboards.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_panel_says_what_it_shows_in_which_unit(string name)
    {
        foreach (var panel in Dashboards.PanelsOf(Dashboards.Read(name)))
        {
            var title = panel.GetProperty("title").GetString();
            Assert.False(string.IsNullOrEmpty(title));
            Assert.True(panel.GetProperty("description").GetString()!.Length > 5, title);
            Assert.False(string.IsNullOrEmpty(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()), title);
            Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Panels_lie_beside_one_another(string name)
    {
        var taken = new HashSet<(int, int)>();
        foreach (var panel in Dashboards.Read(name).GetProperty("panels").EnumerateArray())
        {
            var position = panel.GetProperty("gridPos");
            var (left, top) = (position.GetProperty("x").GetInt32(), position.GetProperty("y").GetInt32());
            var (width, height) = (position.GetProperty("w").GetInt32(), position.GetProperty("h").GetInt32());
            Assert.InRange(left + width, 1, 24);
            for (var x = left; x < left + width; x++)
            {
                for (var y = top; y < top + height; y++)
                {
                    Assert.True(taken.Add((x, y)), $"{panel.GetProperty("title")} lies on another panel");
                }
            }
        }
    }

    [Fact]
    public void Every_panel_asks_a_provisioned_source()
    {
        var provisioned = Provisioned("datasources/datasources.yaml", "datasources").Select(source => (string)source["uid"]).ToHashSet();
        Assert.All(
            from name in Dashboards.Names
            from panel in Dashboards.PanelsOf(Dashboards.Read(name))
            from target in panel.GetProperty("targets").EnumerateArray()
            select target.GetProperty("datasource").GetProperty("uid").GetString(),
            uid => Assert.Contains(uid!, provisioned));
    }

    [Fact]
    public void Each_dashboard_and_each_panel_has_an_id_of_its_own()
    {
        var dashboards = Dashboards.Names.Select(Dashboards.Read).ToList();
        Distinct(dashboards.Select(dashboard => dashboard.GetProperty("uid").GetString()!));
        Assert.All(dashboards, dashboard => Distinct(
            dashboard.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("id").GetInt32())));
    }

    [Fact]
    public void The_provider_reads_the_folder_that_compose_mounts()
    {
        var options = (Dictionary<object, object>)Assert.Single(Provisioned("dashboards/dashboards.yaml", "providers"))["options"];
        Assert.Contains($"./deploy/grafana/dashboards:{options["path"]}:ro", File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml")), StringComparison.Ordinal);
    }

    private static List<Dictionary<object, object>> Provisioned(string file, string section)
    {
        var yaml = File.ReadAllText(Path.Combine(Dashboards.Folder, "provisioning", file));
        var members = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(yaml);
        return [.. ((List<object>)members[section]).Cast<Dictionary<object, object>>()];
    }

    private static void Distinct<T>(IEnumerable<T> values) => Assert.All(values.GroupBy(value => value), same => Assert.Single(same));
}
