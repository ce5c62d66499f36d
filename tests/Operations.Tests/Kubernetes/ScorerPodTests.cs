using System.Globalization;
using System.Net;
using k8s.Models;
using Streaming.Host.Verbs.Run;
using Streaming.Host.Verbs.Topics;
using Streaming.Operations.Tests.Support;

namespace Streaming.Operations.Tests.Kubernetes;

/// <summary>The pod against the program it runs.</summary>
public sealed class ScorerPodTests(RunningDemo demo)
{
    private static readonly V1PodSpec s_pod = Manifests.Get<V1StatefulSet>().Spec.Template.Spec;
    private static readonly V1Container s_scorer = Assert.Single(s_pod.Containers);

    [Fact]
    public void The_program_understands_its_arguments_and_variables()
    {
        var (verb, settings) = Containers.Read(s_scorer, "streaming-3");
        var plan = RunPlan.Read(settings);
        Assert.Equal("run", verb);
        Assert.Equal("streaming-3", plan.Instance);
        Assert.NotNull(plan.Durable);
        Assert.Equal((IPAddress.Any, Assert.Single(s_scorer.Ports).ContainerPort), (plan.Http!.Ip, plan.Http.Port));
        Assert.Equal("scorer", plan.Kafka.Pairs.Single(pair => pair.Key == "sasl.username").Value);
        Assert.DoesNotContain(Manifests.Get<V1ConfigMap>("streaming").Data.Keys, key => key.Contains("PASSWORD", StringComparison.Ordinal));
    }

    [Fact]
    public void The_topics_job_names_the_topics_of_the_scorer()
    {
        var (verb, settings) = Containers.Read(Assert.Single(Manifests.Get<V1Job>().Spec.Template.Spec.Containers), "job");
        Assert.Equal(TopicsVerb.Verb.Name, verb);
        Assert.Equal(RunPlan.Read(Containers.Read(s_scorer, "streaming-0").Settings).Ingest.Topic, settings.Get(RunSettings.Topic));
    }

    [Fact]
    public void It_is_given_longer_to_end_than_it_may_take()
    {
        var budget = RunPlan.Read(Containers.Read(s_scorer, "streaming-0").Settings).Inference.DrainBudget;

        // Once to drain the lanes, once more while the source closes.
        Assert.True(s_pod.TerminationGracePeriodSeconds > 2 * budget.TotalSeconds);
    }

    [Fact]
    public void Key_states_get_about_half_of_its_memory()
    {
        var limit = s_scorer.Resources.Limits["memory"].ToDouble();
        var states = RunPlan.Read(Containers.Read(s_scorer, "streaming-0").Settings).Inference.StateMemory;
        Assert.InRange(Convert.ToDouble(states, CultureInfo.InvariantCulture) / limit, 0.3, 0.6);
    }

    [Fact]
    public void Snapshots_are_kept_on_a_volume_that_outlives_the_pod()
    {
        var folder = RunPlan.Read(Containers.Read(s_scorer, "streaming-0").Settings).Inference.Snapshots;
        var mount = Assert.Single(s_scorer.VolumeMounts, mount => mount.MountPath == folder);
        Assert.Contains(Manifests.Get<V1StatefulSet>().Spec.VolumeClaimTemplates, claim => claim.Metadata.Name == mount.Name);
    }

    [Fact]
    public async Task Every_probe_asks_for_something_that_the_program_serves()
    {
        foreach (var probe in new[] { s_scorer.StartupProbe, s_scorer.LivenessProbe, s_scorer.ReadinessProbe })
        {
            Assert.Equal(s_scorer.Ports[0].Name, (string)probe.HttpGet.Port);
            using var answer = await demo.Client.GetAsync(probe.HttpGet.Path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var scraped = Manifests.Get<V1StatefulSet>().Spec.Template.Metadata.Annotations["prometheus.io/path"];
        using var metrics = await demo.Client.GetAsync(scraped, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
    }

    [Fact]
    public void Every_mount_has_its_volume()
    {
        var claims = Manifests.Get<V1StatefulSet>().Spec.VolumeClaimTemplates.Select(claim => claim.Metadata.Name);
        var volumes = s_pod.Volumes.Select(volume => volume.Name).Concat(claims).ToList();
        Assert.All(s_scorer.VolumeMounts, mount => Assert.Contains(mount.Name, volumes));
    }
}
