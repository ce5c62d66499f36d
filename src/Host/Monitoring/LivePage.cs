using System.Reflection;
using System.Resources;
using System.Security.Cryptography;

namespace Streaming.Host.Monitoring;

/// <summary>The live page: static files inside the program, drawn in the browser from <c>/events</c>. Nothing is rendered per viewer here.</summary>
internal static class LivePage
{
    private const string Prefix = "page/";

    // Nothing but what this server itself serves, no inline script or style, and no page of others around it.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves the page at <c>/</c> and its parts beside it.</summary>
    public static void MapLivePage(this IEndpointRouteBuilder routes)
    {
        var assembly = typeof(LivePage).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var part = Part.Read(assembly, resource);
            routes.MapGet(part.Path, (HttpContext context) => AnswerAsync(context, part));
        }
    }

    private static async Task AnswerAsync(HttpContext context, Part part)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // Asked again each time, so that a new version of the program never shows an old page; mostly the answer is that nothing changed.
        headers.CacheControl = "no-cache";
        headers.ETag = part.Tag;
        if (context.Request.Headers.IfNoneMatch == part.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = part.ContentType;
        context.Response.ContentLength = part.Content.Length;
        await context.Response.Body.WriteAsync(part.Content, context.RequestAborted);
    }

    private sealed record Part(string Path, string ContentType, string Tag, byte[] Content)
    {
        public static Part Read(Assembly assembly, string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource) ?? throw new MissingManifestResourceException(resource);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var name = resource[Prefix.Length..];
            return new Part(
                name == "index.html" ? "/" : $"/{name}",
                System.IO.Path.GetExtension(name) switch
                {
                    ".html" => "text/html; charset=utf-8",
                    ".css" => "text/css; charset=utf-8",
                    ".js" => "text/javascript; charset=utf-8",
                    ".svg" => "image/svg+xml",
                    _ => "text/plain; charset=utf-8",
                },
                $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"",
                content);
        }
    }
}
