using CsCheck;
using Streaming.Inference.Ports;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Durable;

/// <summary>Law 3: stop anywhere, restore, continue = never having stopped. In both delivery modes.</summary>
public sealed class DurableStateLawTests
{
    private static readonly Gen<Scenario> AnyScenario = Scenario.Of(Gen.Frequency((9, Scenario.Genuine), (1, Scenario.Bad)));

    public static TheoryData<DeliveryMode> Modes => [DeliveryMode.AtLeastOnce, DeliveryMode.ExactlyOnce];

    [Theory]
    [MemberData(nameof(Modes))]
    public Task Without_faults(DeliveryMode mode) => HoldsAsync(mode, new Faults(), iter: 60);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task With_a_kill_anywhere(DeliveryMode mode) => HoldsAsync(mode, new Faults { Kill = 15 }, iter: 60);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task With_aborted_transactions(DeliveryMode mode) => HoldsAsync(mode, new Faults { Abortable = 3, FailedAbort = 4, NoMember = 5 }, iter: 60);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task With_unknown_outcomes_both_ways(DeliveryMode mode) =>
        HoldsAsync(mode, new Faults { UnknownCommitted = 4, UnknownAborted = 4 }, iter: 60);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task With_failed_deliveries(DeliveryMode mode) => HoldsAsync(mode, new Faults { FailedDelivery = 10 }, iter: 60);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task With_rebalances(DeliveryMode mode) => HoldsAsync(mode, new Faults(), iter: 60, rebalances: true);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task With_all_of_it(DeliveryMode mode) => HoldsAsync(
        mode,
        new Faults { Kill = 40, Abortable = 6, FailedAbort = 6, UnknownCommitted = 8, UnknownAborted = 8, FailedDelivery = 40, NoMember = 10 },
        iter: 60,
        rebalances: true);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task With_snapshots_and_all_of_it(DeliveryMode mode) => HoldsAsync(
        mode,
        new Faults { Kill = 40, Abortable = 6, FailedAbort = 6, UnknownCommitted = 8, UnknownAborted = 8, FailedDelivery = 40, NoMember = 10 },
        iter: 60,
        rebalances: true,
        hasSnapshots: true);

    private static Task HoldsAsync(DeliveryMode mode, Faults faults, int iter, bool rebalances = false, bool hasSnapshots = false) =>
        AnyScenario.SampleAsync(
            async scenario =>
            {
                var world = new World(scenario, mode, faults);
                var options = scenario.Options;
                using var snapshots = new TemporaryFolder();
                options.Snapshots = hasSnapshots ? snapshots.Path : null;
                await world.RunToEndAsync(rebalances, options);
                world.AssertUndisturbed();
            },
            iter: Iterations.Of(iter));
}
