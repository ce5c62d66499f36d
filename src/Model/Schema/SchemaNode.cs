using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Streaming.Model.Artifact;

namespace Streaming.Model.Schema;

/// <summary>A place in a schema's JSON: the element and its path, so that every refusal can name where it stands.</summary>
internal readonly struct SchemaNode(JsonElement element, string path)
{
    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 16 };

    // Line breaks and control characters would garble error texts and reports.
    private static readonly SearchValues<char> _controls =
        SearchValues.Create(Enumerable.Range(0, 32).Append(127).Select(code => (char)code).ToArray());

    public JsonElement Element { get; } = element;

    public string Path { get; } = path;

    public bool IsArray => Element.ValueKind == JsonValueKind.Array;

    /// <summary>Parses a schema's bytes; whatever is wrong with them becomes a <see cref="ModelException"/>.</summary>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8, Func<SchemaNode, T> read)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8.Span))
        {
            throw new ModelException("Feature schema: expected UTF-8, found bytes that are not.");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, _strict);
            return read(new SchemaNode(document.RootElement, "$"));
        }
        catch (JsonException exception)
        {
            throw new ModelException($"Feature schema: expected JSON, found something else: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new ModelException("Feature schema: expected text of whole characters, found a lone surrogate.", exception);
        }
    }

    /// <summary>Checks that this is an object with no member but the <paramref name="allowed"/> ones, each at most once.</summary>
    public void RequireMembers(params ReadOnlySpan<string> allowed)
    {
        RequireObject();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in Element.EnumerateObject())
        {
            if (!allowed.Contains(member.Name))
            {
                throw Refusal($"one of the members {string.Join(", ", allowed)}", $"the member {Quote(member.Name)}");
            }

            if (!seen.Add(member.Name))
            {
                throw Refusal($"the member {Quote(member.Name)} once", "it repeated");
            }
        }
    }

    public SchemaNode? Optional(string member)
    {
        RequireObject();
        return Element.TryGetProperty(member, out var value) ? new SchemaNode(value, $"{Path}.{member}") : null;
    }

    public SchemaNode Required(string member) =>
        Optional(member) ?? throw Refusal($"the member {Quote(member)}", "none");

    public List<SchemaNode> Items()
    {
        if (!IsArray)
        {
            throw Refusal("an array");
        }

        var items = new List<SchemaNode>(Element.GetArrayLength());
        foreach (var item in Element.EnumerateArray())
        {
            items.Add(new SchemaNode(item, $"{Path}[{items.Count.ToString(CultureInfo.InvariantCulture)}]"));
        }

        return items;
    }

    public string AnyText() => Element.ValueKind == JsonValueKind.String ? Element.GetString() ?? "" : throw Refusal("a string");

    /// <summary>A name: not empty, no control characters, at most 256 characters.</summary>
    public string Name()
    {
        var text = AnyText();
        return text.Length is > 0 and <= 256 && !text.AsSpan().ContainsAny(_controls)
            ? text
            : throw Refusal("a string of 1 to 256 characters without control characters");
    }

    public string OneOf(params ReadOnlySpan<string> words)
    {
        var text = Element.ValueKind == JsonValueKind.String ? Element.GetString() ?? "" : "";
        return words.Contains(text) ? text : throw Refusal($"one of {string.Join(", ", words)}");
    }

    public bool Flag() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refusal("true or false"),
    };

    public double Number(double low = double.NegativeInfinity, double high = double.PositiveInfinity)
    {
        if (Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var number) && double.IsFinite(number)
            && number >= low && number <= high)
        {
            // One spelling of zero, for the canonical form.
            return number == 0 ? 0 : number;
        }

        throw Refusal(double.IsInfinity(low) && double.IsInfinity(high)
            ? "a finite number"
            : string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}"));
    }

    public int Whole(int low, int high) =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var number) && number >= low && number <= high
            ? number
            : throw Refusal(string.Create(CultureInfo.InvariantCulture, $"a whole number from {low} to {high}"));

    public ModelException Refusal(string expected) => Refusal(expected, Found());

    public ModelException Refusal(string expected, string found) =>
        new($"Feature schema, {Path}: expected {expected}, found {found}.");

    public static string Quote(string text) => $"\"{(text.Length > 60 ? string.Concat(text.AsSpan(0, 57), "...") : text)}\"";

    private void RequireObject()
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Refusal("an object");
        }
    }

    private string Found() => Element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => Quote(Element.GetString() ?? ""),
        JsonValueKind.Number when Element.GetRawText().Length > 40 => "a number of many digits",
        _ => Element.GetRawText(),
    };
}
