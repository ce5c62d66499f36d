using Streaming.Inference.Batches;
using Streaming.Inference.Ports;

namespace Streaming.Inference.Tests.Support;

/// <summary>Keeps everything and confirms it at once.</summary>
internal sealed class CollectingSink : IScoreSink
{
    private readonly List<Published> _published = [];

    public IReadOnlyList<Published> Published
    {
        get
        {
            lock (_published)
            {
                return [.. _published];
            }
        }
    }

    public ValueTask PublishAsync(RecordBatch batch, Deliveries deliveries, CancellationToken cancellationToken)
    {
        lock (_published)
        {
            _published.AddRange(Support.Published.Of(batch));
        }

        deliveries.Announce(batch.Count);
        for (var row = 0; row < batch.Count; row++)
        {
            deliveries.Confirm();
        }

        return ValueTask.CompletedTask;
    }
}
