using Streaming.Inference.Ports;
using Streaming.Inference.Tests.Support;

namespace Streaming.Inference.Tests.Histories;

/// <summary>A recorded input made up as it is read.</summary>
internal sealed class MemoryHistory(long count, Func<long, InputRecord> record) : IRecordHistory
{
    private long _read;

    /// <summary>Records read so far; any thread.</summary>
    public long Read => Interlocked.Read(ref _read);

    public double Share => Read / (double)count;

    public bool TryRead(out RecordedEvent read)
    {
        if (_read == count)
        {
            read = default;
            return false;
        }

        var next = record(_read);
        read = new RecordedEvent(next.Value, next.Value?.Length ?? -1, next.RecordTime, _read, default);
        Interlocked.Increment(ref _read);
        return true;
    }

    public void Dispose()
    {
    }
}
