using System.Reflection;
using TorchSharp;

namespace Streaming.Training.Facts;

/// <summary>Which libraries made a model.</summary>
internal static class Versions
{
    /// <summary>Of this program.</summary>
    public static string Program => Short(typeof(Versions).Assembly);

    public static IReadOnlyDictionary<string, string> All() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["streaming-train"] = Program,
        ["torchSharp"] = Short(typeof(torch).Assembly),
        ["libtorch"] = torch.__version__,
    };

    // The part behind + is a commit: it would make two builds of the same sources write different models.
    private static string Short(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
