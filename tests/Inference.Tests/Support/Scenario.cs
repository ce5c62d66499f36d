using CsCheck;

namespace Streaming.Inference.Tests.Support;

/// <summary>A random input with the sizes and orders it is run under.</summary>
internal sealed record Scenario(IReadOnlyList<IReadOnlyList<InputRecord>> Partitions, int MaxWave, int LaneCapacity, int Seed, TimeSpan? Ttl)
{
    /// <summary>Genuine events of few keys, so that a key occurs often in a wave.</summary>
    public static readonly Gen<InputRecord> Genuine = Gen.Select(
        Gen.Int[0, 7],
        Gen.Int[0, 100_000],
        Gen.Float[-3f, 3f],
        (card, seconds, amount) => Events.Of($"card-{card}", seconds, amount));

    /// <summary>Records that must become dead letters.</summary>
    public static readonly Gen<InputRecord> Bad = Gen.Select(
        Gen.Int[0, 4],
        Gen.Int[0, 7],
        (kind, card) => kind switch
        {
            0 => Events.NotJson(),
            1 => Events.NullValue(),
            2 => Events.Ahead($"card-{card}"),
            3 => Events.NotFinite($"card-{card}", 0),
            _ => Events.Throwing($"card-{card}", 0),
        });

    public static Gen<Scenario> Of(Gen<InputRecord> record) => Gen.Select(
        record.Array[0, 120].Array[1, 4],
        Gen.Int[1, 40],
        Gen.Int[1, 100],
        Gen.Int,
        Gen.Bool,
        (partitions, maxWave, capacity, seed, hasTtl) =>
            new Scenario(partitions, maxWave, capacity, seed, hasTtl ? TimeSpan.FromSeconds(20_000) : null));

    public InferenceOptions Options => new()
    {
        MaxWave = MaxWave,
        LaneCapacity = LaneCapacity,
        StateTtl = Ttl,
        CheckpointInterval = TimeSpan.FromMilliseconds(10),
    };

    public override string ToString() =>
        $"{Partitions.Count} partitions of {string.Join(',', Partitions.Select(records => records.Count))}, wave {MaxWave}, capacity {LaneCapacity}, seed {Seed}, ttl {Ttl}";
}
