using System.Text.Json.Serialization;

namespace Streaming.Host.Monitoring;

/// <summary>The body of <c>POST /state</c>. The key stands here and not in the path, which proxies and browsers write down.</summary>
[method: JsonConstructor]
internal sealed record KeyQuestion(string? Key)
{
    /// <summary>Without the key: nothing that is printed may hold it.</summary>
    public override string ToString() => nameof(KeyQuestion);
}
