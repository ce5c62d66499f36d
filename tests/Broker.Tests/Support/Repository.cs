namespace Streaming.Broker.Tests.Support;

/// <summary>Where things lie around this repository.</summary>
internal static class Repository
{
    /// <summary>The folder with Streaming.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder with data that nobody here wrote, beside the repository.</summary>
    public static string Shared { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    /// <summary>A file of the shared folder; the test is skipped with a reason where it is absent (never in CI).</summary>
    public static string SharedFile(params string[] parts)
    {
        var path = Path.Combine([Shared, .. parts]);
        Require.That(File.Exists(path), $"this test reads {Path.Combine(["../shared", .. parts])}, which is not here");
        return path;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no Streaming.sln above {AppContext.BaseDirectory}");
    }
}
