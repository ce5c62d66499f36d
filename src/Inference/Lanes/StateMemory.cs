using Microsoft.Extensions.Logging;

namespace Streaming.Inference.Lanes;

/// <summary>
/// The budget for key states: beyond it nothing is taken in, until keys have expired or partitions gone, rather than the process being
/// killed. Says so once each time.
/// </summary>
internal sealed class StateMemory(long? budget, LaneTable table, ILogger logger)
{
    // Poll thread only.
    private bool _isExceeded;

    /// <summary>Whether nothing more may be taken in.</summary>
    public bool IsExceeded()
    {
        if (budget is not { } limit)
        {
            return false;
        }

        var used = table.UsedBytes;
        var isExceeded = used > limit;
        if (isExceeded != _isExceeded)
        {
            _isExceeded = isExceeded;
            if (isExceeded)
            {
                logger.StateMemoryExceeded(used, limit, table.Keys);
            }
            else
            {
                logger.StateMemoryFreed(used, limit);
            }
        }

        return isExceeded;
    }
}
