namespace Streaming.Model.Schema;

/// <summary>A column of the model input <c>categories</c>.</summary>
/// <param name="Name">The category feature's name.</param>
/// <param name="Size">
/// The number of different indices, index 0 (unknown or missing) included: the rows its embedding needs. Null until a vocabulary is fitted.
/// </param>
public readonly record struct CategoryColumn(string Name, int? Size);
