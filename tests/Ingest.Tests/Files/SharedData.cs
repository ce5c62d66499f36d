namespace Streaming.Ingest.Tests.Files;

/// <summary>Test material that lies beside the repository, not in it.</summary>
internal static class SharedData
{
    /// <summary>The path of a data file; skips the test where it is absent.</summary>
    public static string Require(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Streaming.sln")))
        {
            root = root.Parent;
        }

        var path = Path.GetFullPath(Path.Combine(root?.FullName ?? ".", "..", "shared", "data", name));
        Assert.SkipUnless(File.Exists(path), $"needs ../shared/data/{name} beside the repository");
        return path;
    }
}
