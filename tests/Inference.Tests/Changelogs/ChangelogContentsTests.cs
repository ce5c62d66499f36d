using System.Text;
using CsCheck;
using Streaming.Inference.Changelogs;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Restore;
using Streaming.Inference.State;
using Streaming.Inference.Tests.Durable;
using Streaming.Model.State;

namespace Streaming.Inference.Tests.Changelogs;

public sealed class ChangelogContentsTests
{
    private const string Mine = "0123456789ab";
    private const string Other = "ba9876543210";
    private static readonly StateShape Shape = new(Hidden: 2, Statistics: 1, RecentIds: 0);

    private static readonly Gen<List<(byte[] Key, byte[]? Value)>> AnyChangelog =
        Gen.Select(Gen.OneOf(Gen.Const(Mine), Gen.Const(Other)), Gen.Int[0, 9], Gen.Int[0, 6]).Array[0, 60].Select(Write);

    [Fact]
    public void It_holds_what_a_restore_brings_back() => AnyChangelog.Sample(changelog =>
    {
        var contents = Read(changelog);
        foreach (var id in new[] { Mine, Other })
        {
            var restored = Restore(changelog, id);
            var stored = contents.States.SingleOrDefault(states => states.StateId == id);
            Assert.Equal(restored.State.Count, stored?.Keys ?? 0);
            Assert.Equal(restored.Marker?.Offset, stored?.Marker?.Offset);
        }
    });

    [Fact]
    public void After_any_part_of_a_removal_nothing_of_the_state_id_is_restored_and_all_of_the_others() =>
        Gen.Select(AnyChangelog, Gen.Double[0, 1]).Sample((changelog, share) =>
        {
            if (Read(changelog).States.SingleOrDefault(states => states.StateId == Mine) is not { } mine)
            {
                return;
            }

            var removal = mine.Removal().ToList();
            var others = Restore(changelog, Other);
            changelog.AddRange(removal.Take(1 + (int)(share * (removal.Count - 1))));
            var (left, kept) = (Restore(changelog, Mine), Restore(changelog, Other));
            Assert.Equal(0, left.State.Count);
            Assert.Null(left.Marker);
            Assert.Equal((others.State.Count, others.Marker), (kept.State.Count, kept.Marker));
            if (share == 1)
            {
                Assert.DoesNotContain(Read(changelog).States, states => states.StateId == Mine);
            }
        });

    [Fact]
    public void Of_one_key_it_keeps_values_alone_and_its_tombstones_cover_what_a_reset_hides()
    {
        var changelog = Write([(Mine, 1, 5), (Mine, 2, 5), (Other, 1, 5), (Other, 0, 0), (Mine, 1, 6)]);
        var contents = Read(changelog, "card-1"u8.ToArray());

        Assert.Equal([Mine, Other], contents.States.Select(states => states.StateId));
        Assert.True(KeyStateCodec.TryDecode(Assert.Single(contents.States[0].Values), out var state));
        Assert.Equal(6, state.Header.Count);
        Assert.Empty(contents.States[1].Values);
        Assert.All(contents.States, states => Assert.EndsWith("card-1", Encoding.UTF8.GetString(Assert.Single(states.RecordKeysOfStates)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_of_no_known_form_is_counted()
    {
        var contents = Read([([9, 9], [1])]);
        Assert.Equal((1, 0), (contents.Damaged, contents.States.Count));
    }

    private static ChangelogContents Read(List<(byte[] Key, byte[]? Value)> changelog, byte[]? key = null)
    {
        var contents = new ChangelogContents(partition: 3, key);
        for (var offset = 0; offset < changelog.Count; offset++)
        {
            contents.Take(offset, changelog[offset].Key, changelog[offset].Value, changelog[offset].Value is null);
        }

        return contents;
    }

    private static RestoredPartition Restore(List<(byte[] Key, byte[]? Value)> changelog, string stateId)
    {
        var restored = new RestoredPartition(
            new ChangelogCodec(World.Origin, stateId), Shape, () => new StatePartition(Shape, ttl: null, undoable: true));
        for (var offset = 0; offset < changelog.Count; offset++)
        {
            restored.Take(offset, changelog[offset].Key, changelog[offset].Value, changelog[offset].Value is null);
        }

        return restored;
    }

    // What: 0 a reset, 1 a marker, 2 a tombstone, else a state.
    private static List<(byte[] Key, byte[]? Value)> Write((string StateId, int Key, int What)[] steps)
    {
        var records = new ChangelogRecords();
        foreach (var (stateId, key, what) in steps)
        {
            var codec = new ChangelogCodec(World.Origin, stateId);
            var name = Encoding.UTF8.GetBytes($"card-{key}");
            switch (what)
            {
                case 0:
                    codec.AddReset(records);
                    break;
                case 1:
                    codec.AddMarker(records, codec.MarkerAt(key, streamTime: 7));
                    break;
                case 2:
                    codec.AddTombstone(records, name);
                    break;
                default:
                    codec.AddState(records, name, key, new KeyStateHeader(key, what), [1], [2, 3], default);
                    break;
            }
        }

        return [.. Enumerable.Range(0, records.Count).Select(i => (
            records.Key(i).ToArray(), records.IsTombstone(i) ? null : (byte[]?)records.Value(i).ToArray()))];
    }
}
