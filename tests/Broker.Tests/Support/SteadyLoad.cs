using Confluent.Kafka;

namespace Streaming.Broker.Tests.Support;

/// <summary>Events that keep coming at a steady rate until disposed, from a client that outlasts broker restarts.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _producing;
    private long _produced;

    public SteadyLoad(string bootstrap, string topic, int partitions, int perSecond, int cards = 1_000, int seed = 1)
    {
        _producing = Task.Factory.StartNew(
            () => ProduceAsync(bootstrap, topic, partitions, perSecond, cards, seed),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
    }

    public long Produced => Interlocked.Read(ref _produced);

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await StopAsync();
        }

        _stop.Dispose();
    }

    /// <summary>Stops, waits until all is delivered, answers how many there were.</summary>
    public async Task<long> StopAsync()
    {
        await _stop.CancelAsync();
        await _producing;
        return Produced;
    }

    private async Task ProduceAsync(string bootstrap, string topic, int partitions, int perSecond, int cards, int seed)
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig
        {
            BootstrapServers = bootstrap,
            EnableIdempotence = true,
            LingerMs = 5,
            QueueBufferingMaxMessages = 2_000_000,
        }).Build();
        const int slices = 20;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / slices), TimeProvider.System);
        using var events = TestEvents.Records(int.MaxValue, cards, seed, partitions).GetEnumerator();
        while (!_stop.IsCancellationRequested)
        {
            for (var i = 0; i < perSecond / slices && events.MoveNext(); i++)
            {
                var (partition, key, value) = events.Current;
                producer.Produce(new TopicPartition(topic, partition), new Message<byte[]?, byte[]?> { Key = key, Value = value });
                Interlocked.Increment(ref _produced);
            }

            await timer.WaitForNextTickAsync();
        }

        producer.Flush(CancellationToken.None);
    }
}
