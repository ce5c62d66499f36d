namespace Streaming.Inference.Tests.Support;

/// <summary>Runs queued tasks one at a time, in an order drawn from a seed: orders that a thread pool would show once in a month.</summary>
internal sealed class ShuffledScheduler : TaskScheduler, IDisposable
{
    private readonly List<Task> _queued = [];
    private readonly Random _random;
    private readonly Thread _thread;
    private bool _isClosed;

    public ShuffledScheduler(int seed)
    {
        _random = new Random(seed);
        _thread = new Thread(Run) { IsBackground = true, Name = "shuffled" };
        _thread.Start();
    }

    public void Dispose()
    {
        lock (_queued)
        {
            _isClosed = true;
            Monitor.Pulse(_queued);
        }

        _thread.Join();
    }

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override void QueueTask(Task task)
    {
        lock (_queued)
        {
            _queued.Add(task);
            Monitor.Pulse(_queued);
        }
    }

    private void Run()
    {
        while (Next() is { } task)
        {
            TryExecuteTask(task);
        }
    }

    private Task? Next()
    {
        lock (_queued)
        {
            while (_queued.Count == 0)
            {
                if (_isClosed)
                {
                    return null;
                }

                Monitor.Wait(_queued);
            }

            var index = _random.Next(_queued.Count);
            var task = _queued[index];
            _queued[index] = _queued[^1];
            _queued.RemoveAt(_queued.Count - 1);
            return task;
        }
    }
}
