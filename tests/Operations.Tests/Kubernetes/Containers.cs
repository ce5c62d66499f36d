using k8s.Models;
using Streaming.Host.CommandLine;
using Streaming.Operations.Tests.Support;

namespace Streaming.Operations.Tests.Kubernetes;

/// <summary>What the program makes of a container: its arguments, its variables, and the maps and secrets they come from.</summary>
internal static class Containers
{
    /// <summary>The verb that a container's arguments name, and its settings.</summary>
    /// <param name="container">Arguments and variables.</param>
    /// <param name="pod">What the pod is called where a variable asks for it.</param>
    public static (string Verb, Settings Settings) Read(V1Container container, string pod)
    {
        var variables = VariablesOf(container, pod);
        var arguments = container.Args.Select(argument =>
            variables.Aggregate(argument, (text, variable) => text.Replace($"$({variable.Key})", variable.Value, StringComparison.Ordinal)));
        return CommandLines.Read([.. arguments], variables);
    }

    private static Dictionary<string, string> VariablesOf(V1Container container, string pod)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in container.EnvFrom ?? [])
        {
            var data = source.ConfigMapRef is { } map
                ? Manifests.Get<V1ConfigMap>(map.Name).Data
                : Manifests.Get<V1Secret>(source.SecretRef.Name).StringData;
            foreach (var (name, value) in data)
            {
                variables.Add(name, value);
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            variables.Add(variable.Name, variable.ValueFrom switch
            {
                { ConfigMapKeyRef: { } map } => Manifests.Get<V1ConfigMap>(map.Name).Data[map.Key],
                { FieldRef.FieldPath: "metadata.name" } => pod,
                _ => variable.Value,
            });
        }

        return variables;
    }
}
