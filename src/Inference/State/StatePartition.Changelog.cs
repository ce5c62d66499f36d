using Streaming.Inference.Checkpoints;
using Streaming.Model.State;

namespace Streaming.Inference.State;

internal sealed partial class StatePartition
{
    /// <summary>Writes what was touched before the last <see cref="Cut"/>, as it is now; to be called before anything else is touched.</summary>
    public void CopyTouched(ChangelogCodec codec, ChangelogRecords records)
    {
        for (var i = 0; i < _committing.Count; i++)
        {
            var (slot, kind) = _committing.Touch(i);
            if (kind == TouchKind.Removed)
            {
                codec.AddTombstone(records, KeyOf(slot));
            }
            else
            {
                codec.AddState(records, KeyOf(slot), SourceOffset(slot), Header(slot), Statistics(slot), Hidden(slot), RecentIds(slot));
            }
        }
    }

    /// <summary>Writes the states of the next slots, as they are.</summary>
    /// <param name="slot">The first slot.</param>
    /// <param name="count">How many are looked at.</param>
    /// <param name="codec">Writes records.</param>
    /// <param name="records">Where to.</param>
    /// <returns>The slot to go on with; -1 at the end.</returns>
    public int CopyFrom(int slot, int count, ChangelogCodec codec, ChangelogRecords records)
    {
        var end = Math.Min(slot + count, _slots.Capacity);
        for (; slot < end; slot++)
        {
            if (_slots.KeyBlock(slot) != 0 && IsLinked(slot))
            {
                codec.AddState(records, KeyOf(slot), SourceOffset(slot), Header(slot), Statistics(slot), Hidden(slot), RecentIds(slot));
            }
        }

        return end < _slots.Capacity ? end : -1;
    }

    /// <summary>Puts a restored state in place of whatever the key has. Before the lane opens.</summary>
    public void Put(ReadOnlySpan<byte> key, in KeyStateView restored)
    {
        var slot = FindOrAdd(key);
        Header(slot) = restored.Header;
        SourceOffset(slot) = restored.SourceOffset;
        restored.CopyStatisticsTo(Statistics(slot));
        restored.CopyVectorTo(Hidden(slot));
        PutRecentIds(RecentIds(slot), restored);
    }

    /// <summary>Forgets a restored state. Before the lane opens.</summary>
    public void Remove(ReadOnlySpan<byte> key)
    {
        if (TryFind(key, out var slot))
        {
            Discard(slot);
        }
    }

    // A state may hold more or fewer ids than are kept now: the newest that fit.
    private static void PutRecentIds(Span<uint> ids, in KeyStateView restored)
    {
        Span<uint> all = stackalloc uint[KeyStateCodec.MaxRecentIds];
        var held = all[..restored.RecentIdCount];
        restored.CopyRecentIdsTo(held);
        ids.Clear();
        var newest = held[Math.Max(0, held.Length - ids.Length)..];
        newest.CopyTo(ids[(ids.Length - newest.Length)..]);
    }
}
