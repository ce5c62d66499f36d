using CsCheck;
using Streaming.Model.State;

namespace Streaming.Model.Tests.State;

/// <summary>Encode, decode is the identity; damaged bytes are refused.</summary>
public sealed class KeyStateCodecTests
{
    private sealed record KeyState(long SourceOffset, KeyStateHeader Header, float[] Statistics, float[] Vector, uint[] RecentIds);

    private static readonly Gen<KeyState> _states = Gen.Select(
        Gen.Long[0, long.MaxValue],
        Gen.Select(Gen.Long, Gen.Long[0, long.MaxValue], (time, count) => new KeyStateHeader(time, count)),
        Gen.Float.Array[0, 6],
        Gen.Float.Array[0, 70],
        Gen.UInt.Array[0, 5],
        (offset, header, statistics, vector, ids) => new KeyState(offset, header, statistics, vector, ids));

    [Fact]
    public void Decoding_gives_back_what_was_encoded() => _states.Sample(state =>
    {
        var value = Encode(state);
        Assert.True(KeyStateCodec.TryDecode(value, state.Statistics.Length, state.Vector.Length, out var view, out var damage));
        Assert.Null(damage);
        Assert.Equal(state.SourceOffset, view.SourceOffset);
        Assert.Equal(state.Header, view.Header);
        Assert.Equal(state.RecentIds.Length, view.RecentIdCount);
        var statistics = new float[state.Statistics.Length];
        var vector = new float[state.Vector.Length];
        var recentIds = new uint[state.RecentIds.Length];
        view.CopyStatisticsTo(statistics);
        view.CopyVectorTo(vector);
        view.CopyRecentIdsTo(recentIds);
        Assert.Equal(Bits(state.Statistics), Bits(statistics));
        Assert.Equal(Bits(state.Vector), Bits(vector));
        Assert.Equal(state.RecentIds, recentIds);
    });

    [Fact]
    public void Any_flipped_bit_is_refused() => Gen.Select(_states, Gen.Int[0, int.MaxValue]).Sample((state, random) =>
    {
        var value = Encode(state);
        var bit = random % (value.Length * 8);
        value[bit / 8] ^= (byte)(1 << (bit % 8));
        AssertRefused(value, state);
    });

    [Fact]
    public void Every_bit_of_one_state_counts()
    {
        var state = new KeyState(42, new KeyStateHeader(KeyStateHeader.Never, 0), [1], [0.5f, -0.5f], [7]);
        for (var bit = 0; bit < Encode(state).Length * 8; bit++)
        {
            var value = Encode(state);
            value[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(value, state);
        }
    }

    [Fact]
    public void A_cut_or_lengthened_value_is_refused() => Gen.Select(_states, Gen.Int[0, int.MaxValue]).Sample((state, random) =>
    {
        var value = Encode(state);
        AssertRefused(value[..(random % value.Length)], state);
        AssertRefused([.. value, (byte)random], state);
    });

    [Fact]
    public void Any_bytes_at_all_are_read_without_throwing() => Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 10], Gen.Int[0, 40]).Sample(
        (value, statistics, vector) =>
        {
            var isRead = KeyStateCodec.TryDecode(value, statistics, vector, out _, out var damage);
            Assert.Equal(isRead, damage is null);
        });

    [Fact]
    public void A_state_of_another_shape_is_refused_by_name()
    {
        var value = Encode(new KeyState(1, KeyStateHeader.New, [1], [2, 3], []));
        Assert.False(KeyStateCodec.TryDecode(value, 1, 3, out _, out var damage));
        Assert.Equal("the value holds a state of another shape", damage);
    }

    [Fact]
    public void The_bytes_of_format_version_one_stay_what_they_are()
    {
        var value = Encode(new KeyState(258, new KeyStateHeader(1_525_132_801_000_000, 3), [1.5f], [0.25f, -1], [0xAABBCCDD]));
        Assert.Equal(
            "0101020100000000000040C2D6A6196B0500030000000000000001000000020000000000C03F0000803E000080BF01DDCCBBAA8282531E",
            Convert.ToHexString(value));
    }

    [Fact]
    public void Encoding_and_decoding_allocate_nothing()
    {
        var value = new byte[KeyStateCodec.Size(4, 32)];
        float[] statistics = new float[4], vector = new float[32];
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
        {
            Round();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Round()
        {
            KeyStateCodec.Encode(value, 1, KeyStateHeader.New, statistics, vector);
            if (KeyStateCodec.TryDecode(value, 4, 32, out var view, out _))
            {
                view.CopyVectorTo(vector);
            }
        }
    }

    private static byte[] Encode(KeyState state)
    {
        var value = new byte[KeyStateCodec.Size(state.Statistics.Length, state.Vector.Length, state.RecentIds.Length)];
        Assert.Equal(value.Length, KeyStateCodec.Encode(value, state.SourceOffset, state.Header, state.Statistics, state.Vector, state.RecentIds));
        return value;
    }

    private static void AssertRefused(byte[] value, KeyState state)
    {
        Assert.False(KeyStateCodec.TryDecode(value, state.Statistics.Length, state.Vector.Length, out _, out var damage));
        Assert.NotNull(damage);
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
