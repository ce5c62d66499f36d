using System.Text.Json;

namespace Streaming.Model.Schema.Roles;

/// <summary>The key: whose history an event belongs to (a card).</summary>
/// <param name="Text">Where it stands in the record.</param>
/// <param name="IsSensitive">Whether the key has to be replaced by an HMAC before it leaves the process.</param>
public sealed record KeyRole(TextRole Text, bool IsSensitive)
{
    internal static KeyRole Read(SchemaNode node)
    {
        node.RequireMembers([.. TextRole.Members, "sensitive"]);
        return new KeyRole(TextRole.Read(node), node.Optional("sensitive")?.Flag() ?? false);
    }

    internal void Write(Utf8JsonWriter writer)
    {
        Text.Write(writer);
        writer.WriteBoolean("sensitive", IsSensitive);
    }
}
