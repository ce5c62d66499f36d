using System.Globalization;

namespace Streaming.Sink.Files;

/// <summary>The columns of a file of scores.</summary>
public static class ScoreColumns
{
    /// <summary>The event's id.</summary>
    public const string Id = "id";

    /// <summary>The event time, UTC.</summary>
    public const string Time = "time";

    /// <summary>1 fraud, 0 genuine, empty without a label.</summary>
    public const string Label = "label";

    /// <summary>A model's scores: <c>score</c>, then <c>score_2</c> and so on. Empty where it could not score the event.</summary>
    public static string Score(int model) => model == 0 ? "score" : string.Create(CultureInfo.InvariantCulture, $"score_{model + 1}");
}
