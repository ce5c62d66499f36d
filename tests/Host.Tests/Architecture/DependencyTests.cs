using System.Xml.Linq;

namespace Streaming.Host.Tests.Architecture;

/// <summary>Who may know whom. Read from the project files: a compiled assembly names only those it happens to use.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> s_mayReference = new()
    {
        ["Model"] = [],
        ["Inference"] = ["Model"],
        ["Ingest"] = ["Inference"],
        ["Sink"] = ["Inference"],
        ["Assessment"] = [],
        ["Host"] = ["Ingest", "Sink", "Assessment"],
        ["Training"] = ["Ingest", "Assessment"],
    };

    private static readonly Dictionary<string, string[]> s_packageStaysIn = new()
    {
        ["Confluent.Kafka"] = ["Ingest", "Sink", "Host"],
        ["Microsoft.ML.OnnxRuntime"] = ["Model"],
        ["TorchSharp"] = ["Training"],
        ["libtorch-cpu-linux-x64"] = ["Training"],
        ["OxyPlot.Core"] = ["Assessment"],
        ["System.CommandLine"] = ["Host", "Training"],
        ["Spectre.Console"] = ["Host", "Training"],
    };

    public static TheoryData<string> Projects => [.. s_mayReference.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_its_lower_neighbours(string project) =>
        Assert.Subset(s_mayReference[project].ToHashSet(), References(project, "ProjectReference").Select(NameOf).ToHashSet());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_stays_in_the_projects_that_are_about_it(string project) =>
        Assert.DoesNotContain(References(project, "PackageReference"), package =>
            s_packageStaysIn.TryGetValue(package, out var homes) && !homes.Contains(project));

    // Project references are transitive, so a project could use a package of a lower one without naming it: the sources tell.
    [Theory]
    [InlineData("Microsoft.ML.OnnxRuntime", "Model")]
    [InlineData("Confluent.Kafka", "Ingest", "Sink", "Host")]
    [InlineData("TorchSharp", "Training")]
    [InlineData("OxyPlot", "Assessment")]
    public void A_namespace_stays_in_the_projects_that_are_about_it(string space, params string[] homes) =>
        Assert.DoesNotContain(Sources(except: homes), file => File.ReadAllText(file).Contains($"using {space}", StringComparison.Ordinal));

    [Fact]
    public void Ingest_and_sink_never_see_each_other()
    {
        Assert.DoesNotContain(Sources(only: "Ingest"), file => File.ReadAllText(file).Contains("Streaming.Sink", StringComparison.Ordinal));
        Assert.DoesNotContain(Sources(only: "Sink"), file => File.ReadAllText(file).Contains("Streaming.Ingest", StringComparison.Ordinal));
    }

    [Fact]
    public void Training_is_not_loaded_by_the_program()
    {
        var loadable = Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Select(Path.GetFileNameWithoutExtension);
        Assert.DoesNotContain(loadable, name => name is "streaming-train" or "TorchSharp");
    }

    [Fact]
    public void Every_project_of_the_house_is_known_here() =>
        Assert.Equal(s_mayReference.Keys.Order(), Directory.GetFiles(Repository.Folder("src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order());

    private static IEnumerable<string> References(string project, string kind) =>
        from reference in XDocument.Load(Repository.Folder("src", project, $"{project}.csproj")).Descendants(kind)
        select reference.Attribute("Include")!.Value;

    private static string NameOf(string reference) => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'));

    private static IEnumerable<string> Sources(string[]? except = null, string? only = null) =>
        from project in s_mayReference.Keys
        where except?.Contains(project) != true && (only is null || only == project)
        from file in Directory.EnumerateFiles(Repository.Folder("src", project), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        select file;
}
