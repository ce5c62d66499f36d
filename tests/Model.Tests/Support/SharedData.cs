namespace Streaming.Model.Tests.Support;

/// <summary>The folder of third-party models and data beside the repository.</summary>
internal static class SharedData
{
    /// <summary>A file of it; the test is skipped where it is absent.</summary>
    public static string File(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !System.IO.File.Exists(Path.Combine(root.FullName, "Streaming.sln")))
        {
            root = root.Parent;
        }

        var file = Path.Combine(root?.Parent?.FullName ?? "/", "shared", "data", path);
        Assert.SkipUnless(System.IO.File.Exists(file), $"needs shared/data/{path} beside the repository");
        return file;
    }
}
