using Streaming.Inference.Batches;
using Streaming.Inference.Checkpoints;
using Streaming.Inference.Health;
using Streaming.Inference.Keys;
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
/// <param name="Health">Watches what the model makes of events.</param>
/// <param name="Keys">Looks at every key, and replaces it where it is sensitive.</param>
/// <param name="Room">Set when a lane gets room.</param>
/// <param name="Changelog">Writes changelog records; null without durable state.</param>
/// <param name="IsTransactional">Whether the sink's records go inside the checkpoint's transaction.</param>
internal sealed record LaneParts(
    StepModel Model,
    InferenceOptions Options,
    IScoreSink Sink,
    TaskFactory Tasks,
    BatchPool Pool,
    DeliveryPool Deliveries,
    BatchObserver Observer,
    WaveMeter Meter,
    ModelHealth Health,
    KeyEdge Keys,
    RoomSignal Room,
    ChangelogCodec? Changelog,
    bool IsTransactional);
