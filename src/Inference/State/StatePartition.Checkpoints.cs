namespace Streaming.Inference.State;

internal sealed partial class StatePartition
{
    // Two checkpoints can be open: one committing, one filling. A new cut says that the one before it was committed: there is never a
    // third, so before-images need no message of their own to be dropped.
    private BeforeImages _committing;
    private BeforeImages _filling;
    private uint _mark = 1;

    /// <summary>Keeps the before-image of a slot that is about to be changed, at its first touch in the filling checkpoint.</summary>
    public void Touch(int slot)
    {
        if (_undoable && _slots.Mark(slot) != _mark)
        {
            _slots.Mark(slot) = _mark;
            _filling.Add(slot, _slots.Header(slot).Count == 0 ? TouchKind.Added : TouchKind.Changed);
        }
    }

    /// <summary>Ends the filling checkpoint under its number and begins the next. The one before is committed.</summary>
    public void Cut(long checkpoint)
    {
        _committedStreamTime = _filling.StreamTime;
        Drop(_committing);
        (_committing, _filling) = (_filling, _committing);
        _committing.Checkpoint = checkpoint;
        Begin();
    }

    /// <summary>Undoes all that came after a committed checkpoint, newest first.</summary>
    public void UndoTo(long committed)
    {
        Undo(_filling);
        if (_committing.Checkpoint > committed)
        {
            Undo(_committing);
        }
        else
        {
            Drop(_committing);
        }

        Begin();
    }

    private void Begin()
    {
        _mark++;
        _filling.Position = Position;
        _filling.StreamTime = StreamTime;
    }

    private void Drop(BeforeImages images)
    {
        for (var i = 0; i < images.Count; i++)
        {
            var (slot, kind) = images.Touch(i);
            if (kind == TouchKind.Removed)
            {
                Release(slot);
            }
        }

        images.Clear();
    }

    private void Undo(BeforeImages images)
    {
        for (var i = images.Count - 1; i >= 0; i--)
        {
            var (slot, kind) = images.Touch(i);
            switch (kind)
            {
                case TouchKind.Changed:
                    images.PutBack(i);
                    break;
                case TouchKind.Added:
                    Discard(slot);
                    break;
                case TouchKind.Removed:
                    Relink(slot);
                    break;
            }
        }

        Position = images.Position;
        StreamTime = images.StreamTime;
        images.Clear();
    }
}
