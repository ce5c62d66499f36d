namespace Streaming.Training.Tests;

/// <summary>Files of the repository that tests read in place.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Something in the folder of shared data beside the repository; the test is skipped where it is absent.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.Combine([Root, "..", "shared", .. parts]);
        if (!Path.Exists(path))
        {
            Assert.Skip($"the shared data are not there: {string.Join('/', parts)}");
        }

        return path;
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Streaming.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no folder above holds Streaming.sln"));
}
