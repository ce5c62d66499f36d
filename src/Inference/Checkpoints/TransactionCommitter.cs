using Streaming.Inference.Lanes;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Checkpoints;

/// <summary>
/// A checkpoint in one transaction: changelog records, a marker per lane, source offsets, and under exactly-once the scores as well.
/// The numbers are the rules of docs/delivery.md.
/// </summary>
internal sealed class TransactionCommitter(
    Durability durability,
    ChangelogCodec changelog,
    IRecordSource source,
    Rewinder rewinder,
    CheckpointNotes notes,
    CancellationToken lifetime) : ICommitter
{
    private readonly ICheckpointLog _log = durability.Log;
    private readonly bool _isExactlyOnce = durability.Mode == DeliveryMode.ExactlyOnce;
    private IReadOnlyList<Lane> _enrolled = [];
    private bool _isBegun;

    // A new producer settles what its predecessor left open; without that, no committed offset would be stable (18).
    public Task StartAsync(CancellationToken cancellationToken) => _log.InitializeAsync(cancellationToken);

    // Exactly-once: all whose scores may be in the transaction, those lost since included, or their scores would commit without offsets.
    // A lane that opened meanwhile joins here.
    public IReadOnlyList<Lane> Enrol(IReadOnlyList<Lane> asked, IReadOnlyList<Lane> all)
    {
        if (!_isExactlyOnce)
        {
            return [.. asked.Where(lane => lane.IsOpen)];
        }

        Admit([.. _enrolled.Union(all).Union(asked).Where(lane => lane.IsOpen)]);
        return _enrolled;
    }

    public async Task<bool> CommitAsync(long checkpoint, IReadOnlyList<LaneBarrier> cuts)
    {
        // 2: an offset never passes a score that was not delivered. Ahead of the transaction each lane stands for itself; inside, for all.
        var broken = cuts.Where(cut => !cut.IsHandedOver).ToList();
        notes.Delivered(broken);
        if (broken.Count > 0)
        {
            await UndoAsync(_isExactlyOnce ? cuts : broken, isInTransaction: _isExactlyOnce);
        }

        // 5: a lane takes part if its offset moved, keys touched or not.
        var taking = cuts.Where(cut => cut.IsHandedOver && cut.HasNews).ToList();
        if (taking.Count == 0 || (_isExactlyOnce && broken.Count > 0))
        {
            return broken.Count == 0;
        }

        Begin();
        var outcome = await TryAsync(taking);
        if (outcome.Status == CommitStatus.Abortable && !_isExactlyOnce && await _log.TryAbortAsync())
        {
            // 12: every rolling deploy bumps the generation, and the copies are still at hand: once more, with the lanes still owned.
            notes.TriedAgain(outcome);
            taking.RemoveAll(cut => !cut.IsOwned);
            _log.Begin();
            outcome = await TryAsync(taking);
        }

        notes.Settled(outcome);
        var isCommitted = outcome.Status switch
        {
            // 10
            CommitStatus.Committed => Settle(taking, checkpoint),
            CommitStatus.Abortable => await UndoAsync(taking, isInTransaction: true),
            _ => await ResolveAsync(taking, checkpoint),
        };
        _isBegun = false;
        return isCommitted && broken.Count == 0;
    }

    // 5: what comes after a barrier has waited for the next transaction.
    public void GoOn(IReadOnlyList<Lane> all)
    {
        if (_isExactlyOnce)
        {
            Admit([.. all.Where(lane => lane.IsOpen)]);
        }
    }

    private static bool Settle(List<LaneBarrier> taking, long checkpoint)
    {
        foreach (var cut in taking)
        {
            var lane = cut.Lane;
            lane.Settled = new SettledPoint(checkpoint, cut.Position);
            lane.NeedsReset = false;
            if (!cut.IsSilent)
            {
                lane.Committed = cut.Position;
                lane.NeedsMarker = false;
            }

            cut.Stretch?.Commit();
        }

        return true;
    }

    private void Admit(IReadOnlyList<Lane> lanes)
    {
        Begin();
        _enrolled = lanes;
        foreach (var lane in lanes)
        {
            lane.Gate?.Open();
        }
    }

    private void Begin()
    {
        if (!_isBegun)
        {
            _log.Begin();
            _isBegun = true;
        }
    }

    private async Task<CommitOutcome> TryAsync(List<LaneBarrier> taking)
    {
        // 6: states first, then the marker that vouches for them. A lane that still steps silently has states to keep, and no offset yet.
        foreach (var cut in taking)
        {
            await _log.AppendAsync(cut.Lane.Partition, RecordsOf(cut), lifetime);
        }

        // 8: the metadata fences a generation, not ownership. Read after the ownership check it might be that of a rejoin in between, and
        // commit offsets of lanes that were lost; without a member id a broker takes offsets unfenced.
        var metadata = source.ReadGroupMetadata();
        if (!metadata.HasMember)
        {
            return CommitOutcome.Abortable("this consumer is no member of its group now");
        }

        if (taking.Find(cut => !cut.IsOwned) is { } lost)
        {
            return CommitOutcome.Abortable($"partition {lost.Lane.Partition} went away");
        }

        // 9 made the offsets.
        var offsets = taking.Where(cut => !cut.IsSilent).Select(cut => new PartitionOffset(cut.Lane.Partition, cut.Position));
        return await _log.CommitAsync([.. offsets], metadata);
    }

    private ChangelogRecords RecordsOf(LaneBarrier cut)
    {
        var records = cut.Changes ?? throw new InvalidOperationException("A cut of a durable lane has no copies.");
        if (!cut.IsSilent && !cut.HasMarker)
        {
            changelog.AddMarker(records, changelog.MarkerAt(cut.Position, cut.StreamTime));
            cut.HasMarker = true;
        }

        return records;
    }

    // 10: undo both open checkpoints, newest first, and rewind. In this order: the lanes stop publishing, so that nothing of theirs falls
    // into the next transaction; the transaction is aborted; and only then they read again.
    private async Task<bool> UndoAsync(IReadOnlyList<LaneBarrier> cuts, bool isInTransaction)
    {
        var rewinds = await rewinder.UndoAsync(cuts.Select(cut => cut.Lane));
        if (isInTransaction && !await _log.TryAbortAsync())
        {
            await _log.InitializeAsync(lifetime);
        }

        _isBegun &= !isInTransaction;
        rewinder.ReadAgain(rewinds);
        return false;
    }

    // 11: never commit again on a producer with an unknown outcome. Once a new one has taken its place, the committed offsets tell.
    private async Task<bool> ResolveAsync(List<LaneBarrier> taking, long checkpoint)
    {
        await _log.InitializeAsync(lifetime);
        List<LaneBarrier> committed = [], refused = [], doubtful = [];
        foreach (var cut in taking.Where(cut => cut.IsOwned))
        {
            var offset = await rewinder.CommittedAsync(cut.Lane);
            var verdict = cut.IsSilent || cut.Position == cut.Lane.Committed ? doubtful
                : offset == cut.Position ? committed
                : offset == cut.Lane.Committed ? refused
                : doubtful;
            verdict.Add(cut);
        }

        // All of a transaction or none: a lane whose own offset cannot tell follows the others, and without any it is restored.
        notes.Resolved(committed.Count, refused.Count, doubtful.Count);
        var silent = doubtful.Where(cut => cut.IsSilent || cut.Position == cut.Lane.Committed).ToList();
        if (committed.Count > 0 || refused.Count > 0)
        {
            doubtful.RemoveAll(silent.Contains);
            (committed.Count > 0 ? committed : refused).AddRange(silent);
        }

        Settle(committed, checkpoint);
        rewinder.ReadAgain(await rewinder.UndoAsync(refused.Select(cut => cut.Lane)));
        rewinder.Restore(doubtful.Select(cut => cut.Lane));
        return refused.Count == 0 && doubtful.Count == 0;
    }
}
