namespace Streaming.Model.Schema;

/// <summary>The declaration of a model's input.</summary>
public sealed class FeatureSchema
{
}
