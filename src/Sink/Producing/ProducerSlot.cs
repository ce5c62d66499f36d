using System.Collections.Concurrent;
using Confluent.Kafka;
using Streaming.Kafka;

namespace Streaming.Sink.Producing;

/// <summary>
/// The producer of the moment. A transactional one is replaced when it is broken; what it had not delivered by then is given up, and
/// whoever handed records to it is told.
/// </summary>
internal sealed class ProducerSlot : IDisposable
{
    // Replaced by the checkpointer, read by the lanes; the two never at the same time (ICheckpointLog).
    //
    // Disposing a client under one of its calls takes the process along, and so would its finalizer: what is stuck stays until the end.
    private static readonly ConcurrentBag<object> Stuck = [];

    private volatile IProducer<byte[]?, byte[]?>? _current;
    private bool _isStuck;

    /// <summary>A slot without a producer yet.</summary>
    public ProducerSlot(BrokerOutage outage, int maxMessageBytes, bool isTransactional)
    {
        Outage = outage;
        MaxMessageBytes = maxMessageBytes;
        IsTransactional = isTransactional;
    }

    /// <summary>The producer.</summary>
    public IProducer<byte[]?, byte[]?> Current => _current ?? throw new InvalidOperationException("There is no producer yet.");

    /// <summary>Whether records go into a transaction: then one that fails aborts all of it.</summary>
    public bool IsTransactional { get; }

    /// <summary>What the producer is called in metrics.</summary>
    public string ClientName => IsTransactional ? "transactional-producer" : "producer";

    /// <summary>The largest message the producer takes, bytes.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>Whether the brokers are away.</summary>
    public BrokerOutage Outage { get; }

    /// <summary>Called when a producer has gone: no report of its records will come.</summary>
    public event Action? Retired;

    /// <summary>Puts a producer in.</summary>
    public void Fill(IProducer<byte[]?, byte[]?> producer)
    {
        _current = producer;
        _isStuck = false;
    }

    /// <summary>Keeps a producer, one of whose calls may not have returned, until the process ends.</summary>
    public static void Keep(IProducer<byte[]?, byte[]?> producer) => Stuck.Add(producer);

    /// <summary>A call of the producer does not return: it is not to be disposed.</summary>
    public void GiveUpOnCurrent() => _isStuck = true;

    /// <summary>Disposes the producer, if there is one and it is not stuck. Blocks until the client's threads have ended.</summary>
    public void Retire()
    {
        if (_current is not { } producer)
        {
            return;
        }

        _current = null;
        if (_isStuck)
        {
            Keep(producer);
        }
        else
        {
            producer.Dispose();
        }

        SinkTelemetry.Clients.Forget(ClientName);
        Retired?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose() => Retire();
}
