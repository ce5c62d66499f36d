using System.Reflection;
using Confluent.Kafka;

namespace Streaming.Ingest.Tests.Polling;

/// <summary>A consumer of which each poll is the next step of a script; it takes every other call and does nothing.</summary>
public class ScriptedConsumer : DispatchProxy
{
    private Queue<Func<ConsumeResult<byte, byte>?>> _script = [];

    /// <summary>A consumer that follows a script and then has nothing more.</summary>
    public static IConsumer<byte, byte> Of(IEnumerable<Func<ConsumeResult<byte, byte>?>> script)
    {
        var consumer = Create<IConsumer<byte, byte>, ScriptedConsumer>();
        ((ScriptedConsumer)(object)consumer)._script = new(script);
        return consumer;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IConsumer<,>.Consume) && _script.TryDequeue(out var step) ? step() : null;
}
