using Streaming.Training.Checking;
using Streaming.Training.Inputs;

namespace Streaming.Training.Tests.Checking;

public sealed class CheckRunTests
{
    [Fact]
    public void It_finds_what_a_person_should_see_before_training()
    {
        using var history = GeneratedHistory.Write(cards: 50, days: 20);
        using var damaged = new TemporaryFile(".csv");
        var lines = File.ReadAllLines(history.Path);
        using (var writer = new StreamWriter(damaged.Path))
        {
            writer.WriteLine(lines[0] + ",reviewed");
            for (var i = 1; i < lines.Length; i++)
            {
                var cells = lines[i].Split(',');
                var line = i == 5 ? lines[i].Replace(cells[2], "yesterday", StringComparison.Ordinal) : lines[i];
                writer.WriteLine(line + (cells[10] == "1" ? ",yes" : ",no"));
            }

            // A whole day late, and of a card that has been seen since.
            writer.WriteLine(lines[1].Replace("2026-01-01T", "2025-12-31T", StringComparison.Ordinal) + ",no");
        }

        using var input = HistoryInput.OfFiles([damaged.Path]);
        var report = new CheckRun(input, RepositoryFiles.Of("schemas", "transactions.json"), Quiet.Display()).Run();
        Assert.Equal(lines.Length, report.Records);
        Assert.Equal(1, Assert.Single(report.Faults).Value);
        Assert.Equal(1, report.TimesBack);
        Assert.Equal(["reviewed"], report.LeakSuspects);
        Assert.Equal("number", report.Fields.Single(field => field.Name == "amount").Kind);
        Assert.Equal(["merchant_category", "channel", "country"], report.Categories.Select(category => category.Name));
    }
}
