using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace Streaming.Operations.Tests.Page;

/// <summary>A page in a browser, with everything it asked for and everything it complained about.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(isComplaint: true, error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public ConcurrentBag<string> Requests { get; } = [];

    public ConcurrentBag<string> Complaints { get; } = [];

    /// <summary>The first number in an element's text.</summary>
    public async Task<double> NumberAsync(string selector)
    {
        var text = await Page.InnerTextAsync(selector);
        var digits = string.Concat(text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or ','));
        return double.Parse(digits, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    /// <summary>The red, green and blue of a computed colour.</summary>
    public async Task<int[]> ColourAsync(string selector, string property)
    {
        // Found and asked in one go: between two calls the page may put another node in its place, and a detached one has no style.
        var text = await Page.EvaluateAsync<string>(
            "([selector, property]) => getComputedStyle(document.querySelector(selector))[property]", new[] { selector, property });
        return [.. text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..text.IndexOf(')', StringComparison.Ordinal)].Split(',').Take(3)
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            Complaints.Add(text);
        }
    }
}
