using Streaming.Ingest.Generator;

namespace Streaming.Training.Tests;

/// <summary>A small file of generated transactions.</summary>
internal static class GeneratedHistory
{
    public static TemporaryFile Write(int cards = 60, double days = 30, long seed = 3, double fraudRate = 0.03)
    {
        var file = new TemporaryFile(".csv");
        using var writer = new TransactionFile(file.Path);
        var generator = new TransactionGenerator(new GeneratorOptions { Cards = cards, Days = days, Seed = seed, FraudRate = fraudRate });
        while (generator.TryNext(out var transaction))
        {
            writer.Write(transaction);
        }

        return file;
    }
}
