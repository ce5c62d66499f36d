namespace Streaming.Training.Loop;

/// <summary>How a network is trained. The defaults are a recipe that works on card transactions; fewer options are ever worth a change than there are.</summary>
internal sealed record LoopOptions
{
    /// <summary>Lanes side by side; 1 to 4,096, 64 unless set.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Steps that a gradient flows back; 1 to 4,096, 64 unless set.</summary>
    public int Chunk { get; init; } = 64;

    /// <summary>Passes over the training period at most; 1 to 1,000, 20 unless set.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>
    /// Epochs without a better validation before training ends; 0 to 1,000, 5 unless set. With 0 all epochs are trained and the last one
    /// stays: the validation period then decides nothing.
    /// </summary>
    public int Patience { get; init; } = 5;

    /// <summary>Peak of the schedule; 4e-3 unless set.</summary>
    public double LearningRate { get; init; } = 4e-3;

    /// <summary>AdamW's decay; 1e-4 unless set.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Greatest norm of a gradient; longer ones are shortened to it; 1 unless set.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>Share of units left out in a training step, between layers and in the head; 0 unless set.</summary>
    public double Dropout { get; init; }

    /// <summary>Steps of rise of the learning rate.</summary>
    public int WarmUp { get; init; } = 50;

    /// <summary>Fixes the initial weights and the order of the lanes.</summary>
    public int Seed { get; init; } = 1;
}
