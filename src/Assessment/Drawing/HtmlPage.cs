using System.Globalization;
using System.Net;
using System.Text;

namespace Streaming.Assessment.Drawing;

/// <summary>One HTML page that needs nothing beside it, light or dark as its reader's system is. All text is escaped.</summary>
public sealed class HtmlPage
{
    private readonly StringBuilder _page = new();

    /// <summary>A page with its heading.</summary>
    /// <param name="title">The heading, and the window's title.</param>
    /// <param name="detail">Smaller, beside the heading.</param>
    public HtmlPage(string title, string detail)
    {
        _page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)}</title><style>{PageStyle.Css}</style>");
        _page.Append(CultureInfo.InvariantCulture, $"<h1>{Text(title)} <small>{Text(detail)}</small></h1>\n");
    }

    /// <summary>A heading, with a sentence that says how to read what follows.</summary>
    public HtmlPage Heading(string title, string? note = null)
    {
        _page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2>");
        if (note is not null)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Text(note)}</p>");
        }

        _page.Append('\n');
        return this;
    }

    /// <summary>A few figures that matter most, large.</summary>
    public HtmlPage Tiles(IEnumerable<(string Name, string Value)> tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        _page.Append("<div class=\"tiles\">");
        foreach (var (name, value) in tiles)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<div><b>{Text(value)}</b>{Text(name)}</div>");
        }

        _page.Append("</div>\n");
        return this;
    }

    /// <summary>Pictures side by side, as many as fit.</summary>
    public HtmlPage Figures(params ReadOnlySpan<Figure> figures)
    {
        _page.Append("<section>");
        foreach (var figure in figures)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Text(figure.Caption)}</figcaption>{figure.Svg}</figure>");
        }

        _page.Append("</section>\n");
        return this;
    }

    /// <summary>Names and values.</summary>
    public HtmlPage Facts(IEnumerable<(string Name, string Value)> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        _page.Append("<table class=\"facts\">");
        foreach (var (name, value) in facts)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(name)}<td>{Text(value)}");
        }

        _page.Append("</table>\n");
        return this;
    }

    /// <summary>Sentences that someone should read first.</summary>
    public HtmlPage Notes(IEnumerable<string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        _page.Append("<ul class=\"notes\">");
        foreach (var note in notes)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<li>{Text(note)}");
        }

        _page.Append("</ul>\n");
        return this;
    }

    /// <summary>A table; columns after the first are numbers, and a row may be emphasised.</summary>
    public HtmlPage Table(IReadOnlyList<string> columns, IEnumerable<HtmlRow> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        _page.Append("<div class=\"wide\"><table class=\"grid\"><tr>");
        foreach (var column in columns)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<th>{Text(column)}");
        }

        foreach (var row in rows)
        {
            _page.Append(row.IsEmphasised ? "\n<tr class=\"here\">" : "\n<tr>");
            foreach (var cell in row.Cells)
            {
                _page.Append(CultureInfo.InvariantCulture, $"<td>{Text(cell)}");
            }
        }

        _page.Append("</table></div>\n");
        return this;
    }

    /// <summary>The whole page.</summary>
    public override string ToString() => _page + "</html>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
