namespace Streaming.Inference;

/// <content>How a run ends: what was read is scored and committed, within a budget; after a fault nothing more is.</content>
public sealed partial class ScoringPipeline
{
    // At the end of a bounded source all of it is to be committed, while the source can still read again what a checkpoint undid.
    private async Task FinishAsync(Task checkpointing, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            var finishing = FinishLanesAsync(checkpointing, cancellationToken);
            _supervisor.Watch("Finishing", finishing);
            await Task.WhenAny(finishing, AsTask(cancellationToken));
        }
    }

    private async Task FinishLanesAsync(Task checkpointing, CancellationToken cancellationToken)
    {
        await checkpointing;
        await _checkpointer.FinishAsync(cancellationToken);
    }

    // The last checkpoint of all lanes. It must fit the drain budget, for whoever asked for the end is waiting to kill us.
    private async Task DrainAsync(Task checkpointing)
    {
        if (_supervisor.Faulted.IsCancellationRequested)
        {
            return;
        }

        _logger.Draining(_lanes.All.Count);
        var draining = DrainLanesAsync(checkpointing);
        _supervisor.Watch("Draining", draining);
        using var budget = new CancellationTokenSource(_options.DrainBudget, _time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, _supervisor.Faulted);
        await Task.WhenAny(draining, AsTask(bound.Token));
        if (!draining.IsCompleted)
        {
            _supervisor.Fault("Draining", new TimeoutException($"The lanes were not drained within {_options.DrainBudget}."));
        }
    }

    private async Task DrainLanesAsync(Task checkpointing)
    {
        await checkpointing;
        await _checkpointer.DrainAsync();
    }

    // Closing the source revokes what is assigned, which drains what was offered since the last checkpoint. After a fault nothing is
    // drained: the committed offsets stand, and the next start reads from them.
    private async Task CloseAsync(Task reading)
    {
        using var budget = new CancellationTokenSource(_options.DrainBudget, _time);
        try
        {
            if (_supervisor.Faulted.IsCancellationRequested)
            {
                _lanes.Abandon();
            }

            await _source.CloseAsync(budget.Token);
            await reading.WaitAsync(budget.Token);
            await _assigned.CloseAsync().WaitAsync(budget.Token);
            await _checkpointer.CloseAsync(budget.Token);
        }
        catch (Exception failure)
        {
            _supervisor.Fault("Closing", failure);
        }
    }
}
