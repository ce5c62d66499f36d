using Streaming.Host.CommandLine.Values;
using Streaming.Host.Pacing;
using Streaming.Host.Verbs.Generate;
using Streaming.Ingest.Generator;
using Streaming.Sink.Events;

namespace Streaming.Host.Verbs.Demo;

/// <summary>Sends generated transactions to the mock broker at a pace.</summary>
internal sealed class DemoFeed(TransactionGenerator generator, EventPublisher publisher, Pace pace, DemoLag lag, TimeProvider clock)
{
    private const double TooFull = 0.8;
    private const double HalfFull = 0.5;
    private static readonly TimeSpan s_breath = TimeSpan.FromMilliseconds(2);

    private readonly Pacer _pacer = new(pace, clock);
    private readonly TransactionWriter _writer = new(publisher);

    /// <summary>Transactions that the broker has.</summary>
    public long Sent => publisher.Delivered;

    /// <summary>Why it gave up, if it did.</summary>
    public string? StoppedBecause { get; private set; }

    /// <summary>Sends a single transaction ahead and waits for its delivery.</summary>
    public async Task SendFirstAsync(CancellationToken cancellationToken)
    {
        if (generator.TryNext(out var transaction))
        {
            await SendAsync(transaction);
            await publisher.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Sends until the duration is over or it is asked to stop, and waits for the deliveries.</summary>
    public async Task RunAsync(TimeSpan? duration, CancellationToken cancellationToken)
    {
        using var over = duration is { } length ? new CancellationTokenSource(length, clock) : new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            while (!stop.IsCancellationRequested && await HasRoomAsync(stop.Token) && generator.TryNext(out var transaction))
            {
                await _pacer.WaitAsync(transaction.EventTime * 1_000, stop.Token);
                await SendAsync(transaction);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        await publisher.FlushAsync(CancellationToken.None);
    }

    private async ValueTask SendAsync(Transaction transaction)
    {
        await _writer.PublishAsync(transaction, recordTime: null);
        lag.Sent(_writer.Key, _writer.ValueLength);
    }

    private async ValueTask<bool> HasRoomAsync(CancellationToken cancellationToken)
    {
        // As fast as possible means as fast as it is scored: there the feed waits instead of giving up.
        while (pace == Pace.Max && lag.Fullest > HalfFull)
        {
            await Task.Delay(s_breath, clock, cancellationToken);
        }

        if (lag.Fullest is var fullest && fullest > TooFull)
        {
            StoppedBecause = DemoLag.Message(fullest);
            return false;
        }

        return true;
    }
}
