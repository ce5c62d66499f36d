using k8s;
using k8s.Models;

namespace Streaming.Operations.Tests.Kubernetes;

public sealed class ManifestTests
{
    public static TheoryData<string> Files => [.. Manifests.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Kubernetes_knows_every_member(string file)
    {
        var objects = Manifests.Read(file);
        Assert.NotEmpty(objects);
        Assert.All(objects, found => Assert.False(string.IsNullOrEmpty(((IMetadata<V1ObjectMeta>)found).Name())));
    }

    [Fact]
    public void An_unknown_member_would_be_seen() => Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString(
        "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: a\nautomountServiceAcountToken: false\n", typeMap: null, strict: true));

    [Fact]
    public void Kustomize_applies_all_but_what_is_applied_apart()
    {
        var listed = File.ReadLines(Path.Combine(Manifests.Folder, "kustomization.yaml"))
            .Where(line => line.StartsWith("  - ", StringComparison.Ordinal))
            .Select(line => line[4..]);
        Assert.Equal(Manifests.Files.Except(["adapter.yaml", "topics-job.yaml"]), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_that_selects_pods_selects_those_of_the_stateful_set()
    {
        var labels = Manifests.Get<V1StatefulSet>().Spec.Template.Metadata.Labels;
        Assert.All(
            [
                Manifests.Get<V1StatefulSet>().Spec.Selector.MatchLabels,
                Manifests.Get<V1Service>("streaming").Spec.Selector,
                Manifests.Get<V1Service>("streaming-instances").Spec.Selector,
                Manifests.Get<V1PodDisruptionBudget>().Spec.Selector.MatchLabels,
                Manifests.Get<V1NetworkPolicy>().Spec.PodSelector.MatchLabels,
            ],
            selector => Assert.Equal(labels, selector));
        Assert.Equal(Manifests.Get<V1StatefulSet>().Spec.ServiceName, Manifests.Get<V1Service>("streaming-instances").Name());
        Assert.Equal("None", Manifests.Get<V1Service>("streaming-instances").Spec.ClusterIP);
    }

    [Fact]
    public void The_autoscaler_scales_the_stateful_set_on_a_metric_that_the_adapter_serves()
    {
        var scaler = Manifests.Get<V2HorizontalPodAutoscaler>().Spec;
        var scaled = Manifests.Get<V1StatefulSet>();
        Assert.Equal((scaled.Kind, scaled.Name()), (scaler.ScaleTargetRef.Kind, scaler.ScaleTargetRef.Name));
        Assert.Null(scaled.Spec.Replicas);
        var metric = Assert.Single(scaler.Metrics).External;
        Assert.Contains($"as: {metric.Metric.Name}\n", Manifests.Get<V1ConfigMap>("prometheus-adapter-streaming").Data["config.yaml"], StringComparison.Ordinal);

        // More instances than partitions would idle.
        var partitions = Assert.Single(Manifests.Get<V1Job>().Spec.Template.Spec.Containers).Args.SkipWhile(argument => argument != "--partitions").ElementAt(1);
        Assert.Equal(partitions, $"{scaler.MaxReplicas}");
    }

    [Theory]
    [InlineData("statefulset.yaml")]
    [InlineData("topics-job.yaml")]
    public void Nothing_runs_as_root_or_writes_where_it_need_not(string file)
    {
        var pod = Manifests.Read(file)[0] switch
        {
            V1StatefulSet set => set.Spec.Template.Spec,
            V1Job job => job.Spec.Template.Spec,
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.NotEqual(0, pod.SecurityContext.RunAsUser);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.False(pod.EnableServiceLinks);
        Assert.All(pod.Containers, container =>
        {
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.True(container.Resources.Limits.ContainsKey("memory"));
        });
    }
}
