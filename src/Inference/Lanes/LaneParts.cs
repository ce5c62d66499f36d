using Streaming.Inference.Batches;
using Streaming.Inference.Ports;
using Streaming.Inference.Waves;
using Streaming.Model.Artifact;

namespace Streaming.Inference.Lanes;

/// <summary>What all lanes share.</summary>
/// <param name="Model">The model.</param>
/// <param name="Options">Sizes, budgets, times.</param>
/// <param name="Sink">Where batches go.</param>
/// <param name="Tasks">Starts tasks on the injected scheduler, which the blocks run on too.</param>
/// <param name="Pool">Empty batches.</param>
/// <param name="Deliveries">Unused deliveries.</param>
/// <param name="Observer">Notices every batch.</param>
/// <param name="Meter">Notices every wave.</param>
/// <param name="Room">Set when a lane gets room.</param>
/// <param name="IsDurable">Whether checkpoints can be undone.</param>
internal sealed record LaneParts(
    StepModel Model,
    InferenceOptions Options,
    IScoreSink Sink,
    TaskFactory Tasks,
    BatchPool Pool,
    DeliveryPool Deliveries,
    BatchObserver Observer,
    WaveMeter Meter,
    RoomSignal Room,
    bool IsDurable);
