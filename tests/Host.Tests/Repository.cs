namespace Streaming.Host.Tests;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    private static readonly string s_root = Find();

    /// <summary>A path below the folder of Streaming.sln.</summary>
    public static string Folder(params string[] parts) => Path.Combine([s_root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Streaming.sln is in no folder above the tests.");
    }
}
