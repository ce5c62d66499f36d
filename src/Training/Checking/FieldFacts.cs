namespace Streaming.Training.Checking;

/// <summary>What one field of the records holds.</summary>
/// <param name="Name">Its JSON property or CSV column.</param>
/// <param name="Missing">Records without it.</param>
/// <param name="Kind"><c>number</c> if every value reads as one, else <c>text</c>.</param>
/// <param name="Values">Different values; null if there are very many.</param>
/// <param name="Least">Lowest number.</param>
/// <param name="Mean">Mean of the numbers.</param>
/// <param name="Greatest">Highest number.</param>
/// <param name="LabelRanking">Area under the curve with which the field alone ranks the label, either way round; null without both classes.</param>
internal sealed record FieldFacts(
    string Name, int Missing, string Kind, int? Values, double? Least, double? Mean, double? Greatest, double? LabelRanking)
{
    /// <summary>No honest single field of card transactions ranks frauds like this.</summary>
    public const double Suspicious = 0.95;

    /// <summary>Whether the field may give the label away.</summary>
    public bool IsLeakSuspect => LabelRanking >= Suspicious;
}
