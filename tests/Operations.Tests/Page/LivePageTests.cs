using System.Diagnostics;
using Microsoft.Playwright;
using Streaming.Operations.Tests.Support;

namespace Streaming.Operations.Tests.Page;

/// <summary>The live page in a real browser, over a running demo.</summary>
public sealed class LivePageTests(RunningDemo demo, BrowserFixture browser)
{
    private static readonly BrowserNewContextOptions s_phone = new()
    {
        ViewportSize = new ViewportSize { Width = 390, Height = 844 },
        DeviceScaleFactor = 2,
        IsMobile = true,
        HasTouch = true,
    };

    [Fact]
    public async Task It_shows_what_happens_and_asks_nobody_but_its_own_host()
    {
        await using var open = await browser.OpenAsync(demo.Address);
        await Assertions.Expect(open.Page.Locator("#status")).ToHaveTextAsync("ready");
        await Assertions.Expect(open.Page.Locator("#model")).ToContainTextAsync("card-gru");
        await Assertions.Expect(open.Page.Locator("#partitions tr")).ToHaveCountAsync(4);
        await Assertions.Expect(open.Page.Locator("#happened")).ToContainTextAsync("0");
        Assert.Equal(5, await open.Page.Locator(".chart canvas").CountAsync());
        Assert.All(open.Requests, url => Assert.StartsWith(demo.Address.ToString(), url, StringComparison.Ordinal));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Its_figures_are_those_of_the_metrics()
    {
        await using var open = await browser.OpenAsync(demo.Address);
        var before = await Metrics.ReadAsync(demo.Client);

        // Two snapshots later the page shows something that lies between two scrapes.
        var events = await open.Page.InnerTextAsync("#events");
        await Assertions.Expect(open.Page.Locator("#events")).Not.ToHaveTextAsync(events);
        events = await open.Page.InnerTextAsync("#events");
        await Assertions.Expect(open.Page.Locator("#events")).Not.ToHaveTextAsync(events);
        var (shown, alerts, keys) = (await open.NumberAsync("#events"), await open.Page.InnerTextAsync("#alert-count"), await open.NumberAsync("#keys"));
        var rate = await open.NumberAsync("#rate");
        var after = await Metrics.ReadAsync(demo.Client);

        Assert.InRange(shown, before.Sum("streaming_score_count"), after.Sum("streaming_score_count"));
        Assert.InRange(keys, before.Sum("streaming_state_keys"), after.Sum("streaming_state_keys"));
        Assert.InRange(LastNumber(alerts), before.Sum("streaming_alerts_total"), after.Sum("streaming_alerts_total"));

        // The demo is paced at 400 a second; on a busy machine seconds are uneven.
        Assert.InRange(rate, 40, 2_000);
    }

    [Fact]
    public async Task On_a_phone_nothing_has_to_be_pushed_aside()
    {
        await using var open = await browser.OpenAsync(demo.Address, s_phone);
        Assert.True(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        foreach (var cut in await open.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.panel, .figures > div')].filter(box => box.getBoundingClientRect().right > innerWidth + 0.5).map(box => box.className)"))
        {
            Assert.Fail($"{cut} sticks out");
        }

        Assert.Empty(open.Complaints);
        await PictureAsync(open, "live-page-phone");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Light_and_dark_can_both_be_read(ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(
            demo.Address, new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = 1440, Height = 960 } });
        var page = await open.ColourAsync("html", "backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark, page.Sum() < 3 * 128);
        var panel = await open.ColourAsync(".panel", "backgroundColor");
        foreach (var text in new[] { "h2", ".key", "dt", "th", "#rate", "#model dd" })
        {
            Assert.True(Contrast.Of(await open.ColourAsync(text, "color"), panel) >= Contrast.Readable, text);
        }

        Assert.True(Contrast.Of(await open.ColourAsync("#status", "color"), await open.ColourAsync("#status", "backgroundColor")) >= Contrast.Readable);
        Assert.Empty(open.Complaints);
        await PictureAsync(open, scheme == ColorScheme.Dark ? "live-page-dark" : "live-page");
    }

    [Fact]
    public async Task Everything_can_be_reached_and_read_by_keyboard()
    {
        await using var open = await browser.OpenAsync(demo.Address);
        var reached = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            var focused = await open.Page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.className || document.activeElement.tagName");
            Assert.NotEqual("none", await open.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            reached.Add(focused);
        }

        Assert.Equal(
            ["skip", "pause", "theme", "throughput", "latency", "partition-scroll", "lags", "scores", "state", "alert-scroll", "drift-scroll", "happened-scroll"],
            reached);

        // A page just opened has one point of each line: from the second on there is somewhere to go.
        await open.Page.FocusAsync("#throughput");
        string? first, next;
        var waiting = Stopwatch.StartNew();
        do
        {
            first = await LabelAfterAsync("Home");
            next = await LabelAfterAsync("ArrowRight");
        }
        while (first == next && waiting.Elapsed < TimeSpan.FromSeconds(20));

        Assert.NotEqual(first, next);
        Assert.StartsWith("Throughput at ", first, StringComparison.Ordinal);

        async Task<string?> LabelAfterAsync(string key)
        {
            await open.Page.Keyboard.PressAsync(key);
            return await open.Page.GetAttributeAsync("#throughput", "aria-label");
        }
    }

    [Fact]
    public async Task It_can_be_held_still_and_its_theme_chosen()
    {
        await using var open = await browser.OpenAsync(demo.Address);
        await open.Page.Keyboard.PressAsync("p");
        await Assertions.Expect(open.Page.Locator("#pause")).ToHaveAttributeAsync("aria-pressed", "true");
        var held = await open.Page.InnerTextAsync("#events");
        await Task.Delay(TimeSpan.FromSeconds(2.5), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(held, await open.Page.InnerTextAsync("#events"));
        await open.Page.ClickAsync("#pause");
        await Assertions.Expect(open.Page.Locator("#events")).Not.ToHaveTextAsync(held);

        await open.Page.FocusAsync("#theme");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("#theme")).ToHaveTextAsync("Theme: dark");
        Assert.True((await open.ColourAsync("html", "backgroundColor")).Sum() < 3 * 128);
    }

    [Fact]
    public async Task When_the_program_is_gone_it_says_so()
    {
        await using var open = await browser.OpenAsync(demo.Address);
        await open.Page.RouteAsync("**/events", route => route.AbortAsync());
        await open.Page.ReloadAsync();
        await Assertions.Expect(open.Page.Locator("#status")).ToHaveTextAsync("no connection");
    }

    [Fact]
    public async Task Its_files_forbid_whatever_is_not_theirs_and_are_sent_once()
    {
        using var page = await demo.Client.GetAsync("/", TestContext.Current.CancellationToken);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        using var unchanged = await demo.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private static double LastNumber(string text) =>
        double.Parse(string.Concat(text.Reverse().SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c == ',').Reverse()).Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Pictures for the documentation: STREAMING_TEST_PICTURES names a folder.</summary>
    private static async Task PictureAsync(OpenPage open, string name)
    {
        if (Environment.GetEnvironmentVariable("STREAMING_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await Task.Delay(TimeSpan.FromSeconds(40), TimeProvider.System, TestContext.Current.CancellationToken);
            await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
