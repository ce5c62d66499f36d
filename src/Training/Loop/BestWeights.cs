using static TorchSharp.torch;

namespace Streaming.Training.Loop;

/// <summary>The weights of the best epoch so far, kept beside those in training.</summary>
internal sealed class BestWeights(nn.Module network) : IDisposable
{
    private readonly List<Tensor> _weights = [];

    /// <summary>The epoch they are of; 0 while there is none.</summary>
    public int Epoch { get; private set; }

    /// <summary>Its validation figure.</summary>
    public double Validation { get; private set; } = double.NegativeInfinity;

    /// <summary>Keeps the network's weights if a validation figure is the best so far.</summary>
    public bool Offer(int epoch, double validation)
    {
        if (Epoch > 0 && !(validation > Validation))
        {
            return false;
        }

        Clear();
        using var scope = NewDisposeScope();
        foreach (var parameter in network.parameters())
        {
            _weights.Add(parameter.detach().clone().DetachFromDisposeScope());
        }

        (Epoch, Validation) = (epoch, validation);
        return true;
    }

    /// <summary>Puts the best weights back into the network.</summary>
    public void Restore()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (parameter, best) in network.parameters().Zip(_weights))
        {
            parameter.copy_(best);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Clear();

    private void Clear()
    {
        foreach (var weight in _weights)
        {
            weight.Dispose();
        }

        _weights.Clear();
    }
}
