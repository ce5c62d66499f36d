namespace Streaming.Inference.State;

internal sealed partial class StatePartition
{
    private long _committedStreamTime = Model.State.KeyStateHeader.Never;
    private int _swept;

    /// <summary>
    /// Looks at the next few slots and takes out the keys that had expired by the last committed stream time: an undo goes no further
    /// back, so a key that is swept now would be found expired after it too.
    /// </summary>
    public void Sweep(int slots)
    {
        if (_ttl == long.MaxValue || _committedStreamTime == Model.State.KeyStateHeader.Never)
        {
            return;
        }

        for (var i = Math.Min(slots, _slots.Capacity); i > 0; i--)
        {
            _swept = _swept + 1 < _slots.Capacity ? _swept + 1 : 0;
            if (_slots.KeyBlock(_swept) != 0 && IsExpired(_swept, _committedStreamTime) && IsLinked(_swept))
            {
                Remove(_swept);
            }
        }
    }

    // A swept key's slot stays as it is until its checkpoint is committed, for undo puts it back; the key may have a new slot by then.
    private bool IsLinked(int slot) => TryFind(KeyOf(slot), out var found) && found == slot;

    private void Remove(int slot)
    {
        Unlink(slot);
        if (_undoable)
        {
            _filling.Add(slot, TouchKind.Removed);
        }
        else
        {
            Release(slot);
        }
    }
}
