using System.Reflection;
using Confluent.Kafka;

namespace Streaming.Broker.Tests.Transactions;

/// <summary>A producer of which one call never returns, as librdkafka's sometimes do; it must not be disposed under that call.</summary>
public class StuckProducer : DispatchProxy
{
    private IProducer<byte[]?, byte[]?> _behind = null!;
    private string _call = "";

    public bool IsDisposed { get; private set; }

    public static IProducer<byte[]?, byte[]?> In(string call, IProducer<byte[]?, byte[]?> behind)
    {
        var producer = Create<IProducer<byte[]?, byte[]?>, StuckProducer>();
        ((StuckProducer)(object)producer)._behind = behind;
        ((StuckProducer)(object)producer)._call = call;
        return producer;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == _call)
        {
            using var never = new ManualResetEventSlim();
            never.Wait();
        }

        IsDisposed |= targetMethod.Name == nameof(IDisposable.Dispose);
        try
        {
            return targetMethod.Invoke(_behind, args);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } inner)
        {
            throw inner;
        }
    }
}
