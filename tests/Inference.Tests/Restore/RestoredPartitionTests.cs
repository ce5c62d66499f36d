using System.Text;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Restore;
using Streaming.Inference.State;
using Streaming.Inference.Tests.Durable;
using Streaming.Model.State;

namespace Streaming.Inference.Tests.Restore;

/// <summary>What a partition of the changelog is taken for, at its edges.</summary>
public sealed class RestoredPartitionTests
{
    private const string StateId = "0123456789ab";
    private static readonly StateShape Shape = new(Hidden: 2, Statistics: 1, RecentIds: 0);

    private readonly ChangelogRecords _records = new();
    private readonly ChangelogCodec _codec = new(World.Origin, StateId);

    [Fact]
    public void Nothing_at_all_is_a_first_start()
    {
        var restored = Restore();
        Assert.Equal((0, null, null, false), (restored.State.Count, restored.Marker, restored.Damage, restored.HasRecords));
    }

    [Fact]
    public void One_state_alone_is_vouched_for_by_nobody()
    {
        AddState("card", 3);
        var restored = Restore();
        Assert.Equal((1, null, true), (restored.State.Count, restored.Marker, restored.HasRecords));
        Assert.True(restored.State.TryFind("card"u8, out var slot));
        Assert.Equal(3, restored.State.Header(slot).Count);
    }

    [Fact]
    public void One_marker_alone_vouches_for_no_states()
    {
        _codec.AddMarker(_records, _codec.MarkerAt(7, 70));
        var restored = Restore();
        Assert.Equal((0, 7L, 70L), (restored.State.Count, restored.Marker?.Offset, restored.Marker?.StreamTime));
    }

    [Fact]
    public void Tombstones_alone_leave_no_states()
    {
        _codec.AddTombstone(_records, "card"u8);
        _codec.AddTombstone(_records, "other"u8);
        var restored = Restore();
        Assert.Equal((0, null, null, true), (restored.State.Count, restored.Marker, restored.Damage, restored.HasRecords));
    }

    [Fact]
    public void A_tombstone_takes_the_state_before_it_and_not_the_one_after()
    {
        AddState("card", 1);
        _codec.AddTombstone(_records, "card"u8);
        Assert.Equal(0, Restore().State.Count);
        AddState("card", 1);
        Assert.Equal(1, Restore().State.Count);
    }

    [Fact]
    public void A_reset_forgets_states_marker_and_damage_before_it_and_nothing_after()
    {
        AddState("card", 1);
        _codec.AddMarker(_records, _codec.MarkerAt(7, 70));
        _records.Add(2, 1, out var key, out _);
        key.Fill(9);
        Assert.NotNull(Restore().Damage);

        _codec.AddReset(_records);
        var forgotten = Restore();
        Assert.Equal((0, null, null), (forgotten.State.Count, forgotten.Marker, forgotten.Damage));

        AddState("other", 2);
        _codec.AddMarker(_records, _codec.MarkerAt(9, 90));
        var restored = Restore();
        Assert.Equal((1, 9L), (restored.State.Count, restored.Marker?.Offset));
    }

    [Fact]
    public void A_damaged_record_is_named_with_its_offset_and_the_first_one_counts()
    {
        AddState("card", 1);
        AddState("other", 1);
        Assert.Contains("offset 1 ", Restore(spoil: 1).Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void States_of_another_state_id_are_not_used_but_told()
    {
        new ChangelogCodec(World.Origin, "ba9876543210").AddState(_records, "card"u8, 1, Header(1), [0f], [0f, 0f], []);
        var restored = Restore();
        Assert.Equal((0, false, "ba9876543210"), (restored.State.Count, restored.HasRecords, restored.OtherStateId));
    }

    [Fact]
    public void Records_of_another_store_are_nobodys_business()
    {
        new ChangelogCodec(World.Origin with { Store = "elsewhere" }, StateId).AddState(_records, "card"u8, 1, Header(1), [0f], [0f, 0f], []);
        var restored = Restore();
        Assert.Equal((0, false, null), (restored.State.Count, restored.HasRecords, restored.OtherStateId));
    }

    private static KeyStateHeader Header(long count) => KeyStateHeader.New with { LastEventTime = 5, Count = count };

    private void AddState(string key, long count) =>
        _codec.AddState(_records, Encoding.UTF8.GetBytes(key), 1, Header(count), [0.5f], [1f, 2f], []);

    private RestoredPartition Restore(int? spoil = null)
    {
        var restored = new RestoredPartition(_codec, Shape, () => new StatePartition(Shape, null, undoable: true));
        for (var i = 0; i < _records.Count; i++)
        {
            var value = _records.Value(i).ToArray();
            if (i == spoil)
            {
                value[^1] ^= 1;
            }

            restored.Take(i, _records.Key(i), value, _records.IsTombstone(i));
        }

        return restored;
    }
}
