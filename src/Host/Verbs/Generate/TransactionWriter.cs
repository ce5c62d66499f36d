using Streaming.Ingest.Generator;
using Streaming.Sink.Events;

namespace Streaming.Host.Verbs.Generate;

/// <summary>Publishes generated transactions as events, keyed by card.</summary>
internal sealed class TransactionWriter(EventPublisher publisher)
{
    private readonly byte[] _key = new byte[TransactionText.MaxBytes];
    private readonly byte[] _value = new byte[TransactionText.MaxBytes];
    private int _keyLength;
    private int _valueLength;

    /// <summary>The key of the transaction last published.</summary>
    public ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyLength);

    /// <summary>The size of the value last published, bytes.</summary>
    public int ValueLength => _valueLength;

    /// <summary>Publishes one.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="recordTime">The record timestamp, milliseconds since the Unix epoch; null for now.</param>
    public ValueTask PublishAsync(in Transaction transaction, long? recordTime)
    {
        _keyLength = TransactionText.WriteKey(transaction, _key);
        _valueLength = TransactionText.WriteJson(transaction, _value);
        return publisher.PublishAsync(Key, _value.AsSpan(0, _valueLength), recordTime, CancellationToken.None);
    }
}
