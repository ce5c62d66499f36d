namespace Streaming.Host.Tests;

/// <summary>Test material that is not part of the repository.</summary>
internal static class SharedData
{
    /// <summary>A file of it; skips the test where it is absent.</summary>
    public static string Require(params string[] parts)
    {
        var path = Repository.Folder(["..", "shared", "data", .. parts]);
        Assert.SkipUnless(File.Exists(path), $"{path} is not there");
        return path;
    }
}
