using System.Text;
using CsCheck;
using Streaming.Inference.State;
using Streaming.Model.State;

namespace Streaming.Inference.Tests.State;

public sealed class StatePartitionTests
{
    private static readonly StateShape Shape = new(Hidden: 2, Statistics: 1, RecentIds: 1);

    private static readonly TimeSpan Ttl = TimeSpan.FromMicroseconds(30);

    private enum Does
    {
        Step,
        Cut,
        UndoBoth,
        UndoFilling,
        Sweep,
    }

    [Fact]
    public void Undo_brings_back_exactly_what_the_committed_checkpoint_held() =>
        Gen.Select(
            Gen.Frequency(
                (12, Gen.Const(Does.Step)),
                (2, Gen.Const(Does.Cut)),
                (1, Gen.Const(Does.UndoBoth)),
                (1, Gen.Const(Does.UndoFilling)),
                (1, Gen.Const(Does.Sweep))),
            Gen.Int[0, 12],
            Gen.Int[0, 9]).Array[1, 200].Sample(steps =>
        {
            var state = new StatePartition(Shape, Ttl, undoable: true);
            state.StandAt(0, KeyStateHeader.Never);

            // What is held at the last committed checkpoint and at the one that is committing.
            var (committed, committing, checkpoint) = (Picture.Of(state), Picture.Of(state), 0L);
            foreach (var (does, key, later) in steps)
            {
                switch (does)
                {
                    case Does.Step:
                        Step(state, key, later);
                        break;
                    case Does.Cut:
                        committed = committing;
                        state.Cut(++checkpoint);
                        committing = Picture.Of(state);
                        break;
                    case Does.UndoBoth:
                        state.UndoTo(checkpoint - 1);
                        committed.AssertEqual(Picture.Of(state));
                        committing = committed;
                        break;
                    case Does.UndoFilling:
                        state.UndoTo(checkpoint);
                        committing.AssertEqual(Picture.Of(state));
                        committed = committing;
                        break;
                    case Does.Sweep:
                        state.Sweep(5);
                        break;
                }
            }
        });

    [Fact]
    public void Sweeping_takes_out_only_what_had_expired_at_the_last_committed_stream_time()
    {
        var state = new StatePartition(Shape, Ttl, undoable: false);
        state.StandAt(0, KeyStateHeader.Never);
        Step(state, key: 1, later: 0);
        Step(state, key: 2, later: 31);
        state.Sweep(10);
        Assert.Equal(2, state.Count);

        state.Cut(1);
        state.Sweep(10);
        Assert.Equal(2, state.Count);

        state.Cut(2);
        state.Sweep(10);
        Assert.Equal(1, state.Count);
        Assert.False(state.TryFind("1"u8, out _));
    }

    [Fact]
    public void A_slot_that_was_not_stepped_leaves_no_key_behind()
    {
        var state = new StatePartition(Shape, null, undoable: true);
        var slot = state.FindOrAdd("new"u8);
        state.Settle(slot);
        state.Settle(slot);
        Assert.Equal(0, state.Count);
        Assert.False(state.TryFind("new"u8, out _));
    }

    [Fact]
    public void A_million_keys_take_the_memory_that_is_stated()
    {
        const int Keys = 1_000_000;
        var state = new StatePartition(new StateShape(32, 0, 0), null, undoable: false);
        Span<byte> key = stackalloc byte[16];
        for (var number = 0; number < Keys; number++)
        {
            number.TryFormat(key, out _, "D16", System.Globalization.CultureInfo.InvariantCulture);
            state.FindOrAdd(key);
        }

        Assert.Equal(Keys, state.Count);
        Assert.InRange(state.Bytes / (double)Keys, 200, 214);
    }

    private static void Step(StatePartition state, int key, int later)
    {
        var slot = state.FindOrAdd(Encoding.UTF8.GetBytes($"{key}"));
        var streamTime = state.Observe(Math.Max(state.StreamTime, 0) + later);
        var isNew = state.IsExpired(slot, streamTime);
        state.Touch(slot);
        ref var header = ref state.Header(slot);
        header = new KeyStateHeader(streamTime, isNew ? 1 : header.Count + 1);
        state.SourceOffset(slot) = state.Position;
        state.Hidden(slot).Fill(header.Count + key);
        state.Statistics(slot).Fill(header.Count - key);
        state.RecentIds(slot).Fill((uint)header.Count);
        state.MoveTo(state.Position + 1);
    }

    private sealed record Picture(long StreamTime, long Position, int Count, Dictionary<int, (KeyStateHeader Header, float[] Vector)> Keys)
    {
        public static Picture Of(StatePartition state)
        {
            var keys = new Dictionary<int, (KeyStateHeader, float[])>();
            for (var key = 0; key <= 12; key++)
            {
                if (state.TryFind(Encoding.UTF8.GetBytes($"{key}"), out var slot))
                {
                    keys[key] = (state.Header(slot), [.. state.Hidden(slot), .. state.Statistics(slot), .. state.RecentIds(slot), state.SourceOffset(slot)]);
                }
            }

            return new Picture(state.StreamTime, state.Position, state.Count, keys);
        }

        public void AssertEqual(Picture other)
        {
            Assert.Equal((StreamTime, Position, Count), (other.StreamTime, other.Position, other.Count));
            Assert.Equal(Keys.Keys.Order(), other.Keys.Keys.Order());
            Assert.All(Keys, pair =>
            {
                Assert.Equal(pair.Value.Header, other.Keys[pair.Key].Header);
                Assert.Equal(pair.Value.Vector, other.Keys[pair.Key].Vector);
            });
        }
    }
}
