using Streaming.Inference.Lanes;

namespace Streaming.Inference.Checkpoints;

/// <summary>What makes a checkpoint of lanes that have reached their barriers: offsets alone, or a transaction. Calls never overlap.</summary>
internal interface ICommitter
{
    /// <summary>Before any lane opens.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>The lanes that a checkpoint needs, when it is asked for some: those of them that are open, or all.</summary>
    IReadOnlyList<Lane> Enrol(IReadOnlyList<Lane> asked, IReadOnlyList<Lane> all);

    /// <summary>Commits the cuts. False when something was refused or undone; throws when going on makes no sense.</summary>
    Task<bool> CommitAsync(long checkpoint, IReadOnlyList<LaneBarrier> cuts);

    /// <summary>The checkpoint is over: all lanes may publish what comes after.</summary>
    void GoOn(IReadOnlyList<Lane> all);
}
