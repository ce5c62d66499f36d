namespace Streaming.Assessment.Tests.Backtests;

/// <summary>Data of others beside the repository; a test that needs it is skipped where it is absent.</summary>
internal static class SharedData
{
    public static string Require(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Streaming.sln")))
        {
            root = root.Parent;
        }

        var path = Path.Combine(root?.FullName ?? "", "..", "shared", "data", name);
        Assert.SkipUnless(File.Exists(path), $"the shared data file {name} is not here");
        return path;
    }
}
