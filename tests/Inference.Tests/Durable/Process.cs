namespace Streaming.Inference.Tests.Durable;

/// <summary>One life of a process: once killed, none of its ports does anything any more.</summary>
internal sealed class Process(Dice dice, Faults faults)
{
    private int _isKilled;

    public Dice Dice { get; } = dice;

    public Faults Faults { get; } = faults;

    public bool IsKilled => Volatile.Read(ref _isKilled) != 0;

    /// <summary>Every port asks here first.</summary>
    public void Live()
    {
        if (IsKilled || Dice.Once(Faults.Kill))
        {
            Volatile.Write(ref _isKilled, 1);
            throw new KilledException();
        }
    }

    public void Kill() => Volatile.Write(ref _isKilled, 1);
}
