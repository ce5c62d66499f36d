using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Streaming.Kafka;

/// <summary>
/// Says once that the brokers are away, and once that they are back: the client repeats its complaint every second, and heals by
/// itself.
/// </summary>
internal sealed class BrokerOutage(TimeProvider timeProvider, ILogger logger)
{
    // Written by the client's callbacks, on whatever thread serves them; read by any.
    private long _since;
    private volatile Error? _last;

    /// <summary>The latest complaint, or null if there is none.</summary>
    public Error? Last => _last;

    /// <summary>Whether the client was refused: waiting will not help.</summary>
    public bool IsRefused => _last is { Code: ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Ssl };

    /// <summary>The client complained.</summary>
    public void Complain(Error error)
    {
        if (!IsOutage(error.Code))
        {
            logger.ClientComplained(error.Code, error.Reason);
            return;
        }

        _last = error;
        if (Interlocked.CompareExchange(ref _since, timeProvider.GetTimestamp(), 0) == 0)
        {
            logger.BrokersWentAway(error.Code, error.Reason);
        }
    }

    /// <summary>A broker answered.</summary>
    public void Heal()
    {
        if (Volatile.Read(ref _since) == 0)
        {
            return;
        }

        var since = Interlocked.Exchange(ref _since, 0);
        _last = null;
        if (since != 0)
        {
            logger.BrokersCameBack(timeProvider.GetElapsedTime(since));
        }
    }

    private static bool IsOutage(ErrorCode code) => code is
        ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut
        or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl or ErrorCode.SaslAuthenticationFailed
        or ErrorCode.UnsupportedSaslMechanism or ErrorCode.IllegalSaslState;
}
