using k8s;
using k8s.Models;
using Streaming.Broker.Tests.Support;

namespace Streaming.Operations.Tests.Kubernetes;

/// <summary>deploy/kubernetes, read as Kubernetes' own types read it, unknown members refused.</summary>
internal static class Manifests
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "kubernetes");

    /// <summary>Every file but kustomize's own.</summary>
    public static IEnumerable<string> Files { get; } = Directory.GetFiles(Folder, "*.yaml")
        .Select(path => Path.GetFileName(path))
        .Where(name => name != "kustomization.yaml")
        .Order(StringComparer.Ordinal);

    /// <summary>The objects of one file.</summary>
    public static IReadOnlyList<object> Read(string file) =>
        KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(Folder, file)), typeMap: null, strict: true);

    /// <summary>The only object of a kind, or the one of that name.</summary>
    public static T Get<T>(string? name = null)
        where T : class, IMetadata<V1ObjectMeta> =>
        Files.SelectMany(Read).OfType<T>().Single(found => name is null || found.Name() == name);
}
