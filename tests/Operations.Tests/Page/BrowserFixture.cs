using Microsoft.Playwright;
using Streaming.Broker.Tests.Support;

[assembly: AssemblyFixture(typeof(Streaming.Operations.Tests.Page.BrowserFixture))]

namespace Streaming.Operations.Tests.Page;

/// <summary>Debian's Chromium, headless, driven by Playwright: one process for all tests, a fresh context for each.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Chromium))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,

                // Its sandbox does not work for root, and all it opens is our own page.
                Args = ["--no-sandbox"],
                Timeout = 120_000,
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens the page and waits until it has drawn figures.</summary>
    internal async Task<OpenPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        Require.That(_browser is not null, $"{Chromium} is not installed (Debian: chromium)");
        var context = await _browser!.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(30_000);
        var open = new OpenPage(context, await context.NewPageAsync());
        await open.Page.GotoAsync(address.ToString());
        await Assertions.Expect(open.Page.Locator("#rate")).Not.ToHaveTextAsync("–", new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        return open;
    }
}
